import { promisesAgain } from '@ringback/checks'
import { shortened } from '@ringback/common'
import type { Crawled } from '../crawl/crawl.ts'
import { keypad, keysFor } from '../crawl/inputs.ts'
import type { MapEdge, MapMark, MapState } from '../phone-map.ts'
import { promptsAt } from '../prompts/prompts-at.ts'
import type { OfferedKey } from '../prompts/read-prompts.ts'
import { folded } from '../prompts/tokens.ts'
import { mark, shortestOfEach } from './mark.ts'

/**
 * Keys that a menu offers but does not handle, and keys that it handles but does not offer. None where one caller whom the app
 * remembers made all calls: what a key led to may be due to the keys pressed in other calls.
 */
export function menuKeys({ graph, unexplored, callerMemory }: Crawled): readonly MapMark[] {
  if (callerMemory?.callers === 'one') return []
  const marks = graph.states
    .filter(({ id }) => !unexplored.has(id))
    .flatMap((state) =>
      marksOf(
        state,
        graph.edges.filter(({ from, times }) => from === state.id && times === 1),
        graph.states,
      ),
    )
  return shortestOfEach(marks, ({ message }) => message)
}

interface Tried {
  readonly key: string
  readonly edge: MapEdge
  /** What the key led to, as text; undefined when it caused an error, which is another kind of mark. */
  readonly outcome: string | undefined
}

function marksOf(
  state: MapState,
  edges: readonly MapEdge[],
  states: readonly MapState[],
): readonly MapMark[] {
  const { offers, notUnderstood } = promptsAt(state)
  if (state.waiting.for !== 'gather') return []
  const { finishOnKey } = state.waiting
  // The key that ends an input is named where no menu is: `Enter your number, followed by the pound key.`
  const choices = offers.filter(({ key }) => !finishOnKey.includes(key))
  const offered = new Map(choices.map(({ key, sentence }) => [key, sentence]))
  const others = offered.get('other')
  offered.delete('other')
  if (offered.size === 0 || offered.has('any')) return []
  const tried = triedKeys(state, edges)
  const wrong = wrongOutcome(tried, offered)
  if (wrong === undefined || (isSurvey(state, choices) && takesAllAlike(tried, state))) return []
  const marks = tried.flatMap(({ key, edge, outcome }) => {
    const sentence = offered.get(key)
    if (outcome === undefined || (sentence === undefined) === (outcome === wrong)) return []
    const common = { path: [...state.path, ...edge.input], state: state.id }
    if (sentence === undefined) {
      // A sentence that was not understood may offer the key.
      if (notUnderstood.length > 0) return []
      const message =
        others === undefined
          ? `Key ${key} works, but the menu does not offer it${quotedPrompt(state)}`
          : `Key ${key} does something else than the menu says of any other key: "${others}"`
      return mark({ ...common, kind: 'key-not-said', message })
    }
    if (returnsAsSaid(sentence, edge, states)) return []
    return mark({
      ...common,
      kind: 'key-not-handled',
      message: `The menu offers key ${key}, but the app treats it as ${others === undefined ? 'a wrong' : 'any other'} key: "${sentence}"`,
    })
  })
  const asked = tried.find(({ key, outcome }) => outcome === wrong && !offered.has(key))
  return others !== undefined && asked !== undefined && asksAgain(others, asked.edge, state)
    ? [...marks, otherKeysMark(others, asked.edge, state)]
    : marks
}

/** Whether every key leads on in the same way. */
function takesAllAlike(tried: readonly Tried[], { id }: MapState): boolean {
  const [first] = tried
  return tried.every(({ outcome, edge }) => outcome === first?.outcome && edge.to !== id)
}

/**
 * Whether the prompts ask for an opinion: a question, yes or no, a scale (`from 1 to 5`). A survey may well thank for every key and
 * go on.
 */
function isSurvey({ heard }: MapState, offers: readonly OfferedKey[]): boolean {
  if (heard.some((text) => text.includes('?'))) return true
  return offers.some(({ key, sentence }) => {
    const text = folded(sentence)
    return /\b(?:yes|ja|si|oui|sim)\b/.test(text) || (/^\d$/.test(key) && isWithinScale(key, text))
  })
}

/** Whether a key is offered without being named: `3` by `from 1 to 5`. */
function isWithinScale(key: string, text: string): boolean {
  const named: readonly string[] = text.match(/\d/g) ?? []
  return named.length >= 2 && !named.includes(key)
}

/**
 * Whether all keys that the menu does not name lead back to it in its own words, though it says that they do something. A menu is
 * heard again on purpose where the sentence promises that, or to wait.
 */
function asksAgain(sentence: string, { to, isLoop, segment }: MapEdge, { id, heard }: MapState): boolean {
  if (to !== id || !isLoop || promisesAgain(sentence) || goingOn.test(folded(sentence))) return false
  return segment.heard.every((text) => heard.includes(text))
}

function otherKeysMark(sentence: string, edge: MapEdge, state: MapState): MapMark {
  return mark({
    kind: 'key-not-handled',
    message: `The menu says what any other key does, but the app only asks again: "${sentence}"`,
    path: [...state.path, ...edge.input],
    state: state.id,
  })
}

/** What promises that the caller goes on waiting or listening. */
const goingOn =
  /hold|wait|stay|remain|listen|keep|more|next|wart|bleib|nachst|zuhor|attend|patient|rester|suivant|ecout|esper|siguiente|escuch|aguard|permane|proxim|ouvir|attes|wacht|volgend/

/**
 * A key that repeats or goes back does what was said though a wrong key does the same, unless the caller hears something that no
 * other menu says, such as an apology.
 */
function returnsAsSaid(sentence: string, { from, segment }: MapEdge, states: readonly MapState[]): boolean {
  if (!promisesAgain(sentence)) return false
  const before = states.filter(({ parent }) => parent !== from)
  return segment.heard.every((text) => before.some(({ heard }) => heard.includes(text)))
}

function triedKeys({ waiting }: MapState, edges: readonly MapEdge[]): readonly Tried[] {
  if (waiting.for !== 'gather' || (waiting.numDigits ?? 1) > 1) return []
  const tried = Array.from(keypad).flatMap((key) => {
    const keys = keysFor(waiting, key)
    const edge = edges.find(({ input: [step] }) => step?.type === 'keys' && step.keys === keys)
    return edge === undefined ? [] : [{ key, edge }]
  })
  const heard = tried.flatMap(({ edge }) => edge.segment.heard)
  const common = new Set(heard.filter((text, index) => heard.indexOf(text) !== index))
  return tried.map(({ key, edge }) => ({ key, edge, outcome: outcomeOf(edge, key, common) }))
}

/** What a key leads to and what is said on the way. What only this key hears may repeat the key. */
function outcomeOf({ to, segment }: MapEdge, key: string, common: ReadonlySet<string>): string | undefined {
  if (segment.problems.length > 0) return undefined
  const heard = segment.heard.map((text) => (common.has(text) ? text : text.replaceAll(key, 'KEY')))
  return JSON.stringify([to, heard])
}

/** What most keys do that are not offered; this is how the app treats a wrong key. */
function wrongOutcome(tried: readonly Tried[], offered: ReadonlyMap<string, string>): string | undefined {
  const counts = new Map<string, number>()
  for (const { key, outcome } of tried) {
    if (outcome !== undefined && !offered.has(key)) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  }
  const [first] = [...counts].toSorted(([, one], [, other]) => other - one)
  return first?.[0]
}

function quotedPrompt({ heard }: MapState): string {
  const text = heard.at(-1) ?? ''
  return text === '' ? '' : `: "${shortened(text, 90)}"`
}
