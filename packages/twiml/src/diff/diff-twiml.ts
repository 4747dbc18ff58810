import { describeParty } from '../describe/describe-party.ts'
import { describeVerb } from '../describe/describe-verb.ts'
import { elementRow } from '../grammar.ts'
import { element as elementName, verb } from '../names.gen.ts'
import type { TwimlDocument } from '../tree.ts'
import { attributeValue } from '../view/attribute-value.ts'
import { align, type Pair } from './align.ts'
import { heardDocument, type Heard, type Signatures } from './heard.ts'
import { isNoticed, noticeOf } from './notice.ts'

/** What kind of difference it is. */
export type TwimlChangeKind =
  | 'verb-removed'
  | 'verb-added'
  | 'verb-moved'
  | 'noun-removed'
  | 'noun-added'
  | 'noun-moved'
  | 'attribute-changed'
  | 'text-changed'

/** One difference in what a document does. */
export interface TwimlChange {
  /** Where, as in XPath: `Response/Gather[1]/Say[2]`, `Response/Gather[1]/@timeout`. Of an addition: in the actual document. */
  readonly path: string
  readonly kind: TwimlChangeKind
  /** `breaking`: the caller or the called party notices, or another URL gets the call. `safe`: neither. */
  readonly severity: 'breaking' | 'safe'
  /** What changes for the caller. */
  readonly message: string
  /** Absent when there is nothing on this side, or when an attribute has its default there. */
  readonly expected?: string
  readonly actual?: string
}

/**
 * What the actual document does differently from the expected one. White space that Twilio ignores, attribute
 * order, comments, CDATA, defaults written out and other spellings of a value are no difference.
 */
export function diffTwiml(expected: TwimlDocument, actual: TwimlDocument): readonly TwimlChange[] {
  const signatures: Signatures = new Map()
  return diffElement(heardDocument(expected, signatures), heardDocument(actual, signatures))
}

function diffElement(before: Heard, after: Heard): readonly TwimlChange[] {
  if (before.signature === after.signature && before.runs === after.runs) return []
  return [...diffAttributes(before, after), ...diffText(before, after), ...diffChildren(before, after)]
}

function diffAttributes(before: Heard, after: Heard): TwimlChange[] {
  const names = [...new Set([...before.attributes.keys(), ...after.attributes.keys()])]
  return names.flatMap((name) => {
    const [expected, actual] = [before.attributes.get(name), after.attributes.get(name)]
    if (expected === actual) return []
    const change: TwimlChange = {
      path: `${before.path}/@${name}`,
      kind: 'attribute-changed',
      severity: runsInBoth(before, after) && isNoticed(before.element, name) ? 'breaking' : 'safe',
      message: `${before.element.name} has ${name} ${shown(actual)} instead of ${shown(expected)}: ${noticeOf(before.element, name)}.`,
      ...(expected !== undefined && { expected }),
      ...(actual !== undefined && { actual }),
    }
    return [change]
  })
}

function shown(value: string | undefined): string {
  return value === undefined ? '(default)' : `"${value}"`
}

function diffText(before: Heard, after: Heard): TwimlChange[] {
  if (before.text === after.text) return []
  const isSpoken = before.element.id === elementName.Say
  const what = isSpoken ? 'The caller hears' : `${before.element.name} names`
  return [
    {
      path: before.path,
      kind: 'text-changed',
      severity: runsInBoth(before, after) ? 'breaking' : 'safe',
      message: `${what} "${after.text}" instead of "${before.text}".`,
      expected: before.text,
      actual: after.text,
    },
  ]
}

function diffChildren(before: Heard, after: Heard): TwimlChange[] {
  const pairs = align(
    before.children,
    after.children,
    (a, b) => a.signature === b.signature && a.runs === b.runs,
    (a, b) => a.element.name === b.element.name,
  )
  const moves = movesAmong(pairs)
  const arrivals = new Set(moves.values())
  const isOrdered = !ringsTogether(before) || !ringsTogether(after)
  return pairs.flatMap(([old, fresh]): readonly TwimlChange[] => {
    if (old !== undefined && fresh !== undefined) return diffElement(old, fresh)
    if (fresh !== undefined) return arrivals.has(fresh) ? [] : [presence('added', fresh)]
    if (old === undefined) return []
    const arrival = moves.get(old)
    if (arrival === undefined) return [presence('removed', old)]
    return [movedChange(old, arrival, isOrdered), ...diffElement(old, arrival)]
  })
}

/** Where removed elements went: to an added one that means the same, else to one of the same name. */
function movesAmong(pairs: readonly Pair<Heard>[]): ReadonlyMap<Heard, Heard> {
  const added = pairs.flatMap(([old, fresh]) => (old === undefined && fresh !== undefined ? [fresh] : []))
  const removed = pairs.flatMap(([old, fresh]) => (old !== undefined && fresh === undefined ? [old] : []))
  const moves = new Map<Heard, Heard>()
  const keys: ((heard: Heard) => number | string)[] = [
    ({ signature }) => signature,
    ({ element }) => element.name,
  ]
  for (const keyOf of keys) {
    const taken = new Set(moves.values())
    const free = Map.groupBy(added.filter((fresh) => !taken.has(fresh)).toReversed(), keyOf)
    for (const old of removed) {
      const arrival = moves.has(old) ? undefined : free.get(keyOf(old))?.pop()
      if (arrival !== undefined) moves.set(old, arrival)
    }
  }
  return moves
}

/** Dial rings its parties at once unless it is told otherwise: their order means nothing. */
function ringsTogether({ element }: Heard): boolean {
  return element.id === verb.Dial && !attributeValue(element, 'sequential')
}

function presence(how: 'added' | 'removed', it: Heard): TwimlChange {
  const summary = summaryOf(it)
  return {
    path: it.path,
    kind: `${wordFor(it)}-${how}`,
    severity: it.runs ? 'breaking' : 'safe',
    message:
      how === 'added' ? `The caller now also gets: ${summary}.` : `The caller no longer gets: ${summary}.`,
    ...(how === 'added' ? { actual: summary } : { expected: summary }),
  }
}

function movedChange(old: Heard, fresh: Heard, isOrdered: boolean): TwimlChange {
  return {
    path: old.path,
    kind: `${wordFor(old)}-moved`,
    severity: isOrdered && (old.runs || fresh.runs) ? 'breaking' : 'safe',
    message: `Moved from position ${old.place} to ${fresh.place}: ${summaryOf(old)}.`,
    expected: old.path,
    actual: fresh.path,
  }
}

function wordFor({ element, path }: Heard): 'verb' | 'noun' {
  const kind = element.id === null ? undefined : elementRow(element.id)?.kind
  if (kind !== undefined) return kind === 'verb' ? 'verb' : 'noun'
  return path.split('/').length === 2 ? 'verb' : 'noun'
}

function summaryOf({ element }: Heard): string {
  if (element.id === null) return `${element.name}, which Twilio skips`
  if (elementRow(element.id)?.kind !== 'verb') return `${element.name} ${describeParty(element)}`
  return describeVerb(element).join(', ') || element.name
}

function runsInBoth(before: Heard, after: Heard): boolean {
  return before.runs && after.runs
}
