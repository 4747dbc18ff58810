import { diffTwiml, type TwimlChange, type TwimlDocument } from '@ringback/twiml'
import type { AnswerDifference } from './answer-difference.ts'
import type { CompareOptions } from './compare-options.ts'
import { withRootedUrls } from './rooted-urls.ts'
import { withoutFreeParts } from './without-free-parts.ts'
import { withoutRedactedValues } from './without-redacted-values.ts'

/** A document and the URL it came from. */
export interface LocatedTwiml {
  readonly document: TwimlDocument
  readonly url: string
}

/**
 * How a document departs from the expected one, as the caller hears them: `breaking` or `safe`, and `not-comparable`
 * where only a redacted value differs. What is free is safe.
 */
export function compareDocuments(
  expected: LocatedTwiml,
  actual: LocatedTwiml,
  { free = [], redacted = [] }: Pick<CompareOptions, 'free' | 'redacted'> = {},
): readonly AnswerDifference[] {
  const before = withRootedUrls(expected.document, expected.url)
  const after = withRootedUrls(actual.document, actual.url)
  const all = diffTwiml(before, after)
  if (all.length === 0) return []
  const [shownBefore, shownAfter] = [before, after].map((document) =>
    withoutRedactedValues(document, redacted),
  )
  if (redacted.length === 0 || shownBefore === undefined || shownAfter === undefined)
    return changesWithFreeParts(before, after, all, free)
  const comparable = diffTwiml(shownBefore, shownAfter)
  const places = new Set(comparable.map(({ path }) => path))
  return [
    ...changesWithFreeParts(shownBefore, shownAfter, comparable, free),
    ...all.filter(({ path }) => !places.has(path)).map(hidden),
  ]
}

function changesWithFreeParts(
  before: TwimlDocument,
  after: TwimlDocument,
  all: readonly TwimlChange[],
  free: CompareOptions['free'] = [],
): readonly AnswerDifference[] {
  if (free.length === 0) return all.map(differenceOf)
  const held = diffTwiml(...withoutFreeParts(before, after, free))
  const known = new Set(held.map(({ message }) => message))
  const isBroken = held.some(({ severity }) => severity === 'breaking')
  // Beside a breach the free changes are noise.
  const freely = isBroken ? [] : all.filter(({ message }) => !known.has(message))
  return [
    ...held.map(differenceOf),
    ...freely.map((change): AnswerDifference => ({ ...differenceOf(change), severity: 'safe' })),
  ]
}

function differenceOf({ kind: _kind, ...change }: TwimlChange): AnswerDifference {
  return { code: 'twiml', ...change }
}

/** The values are left out: without the key that of the app is not redacted. */
function hidden({ path }: TwimlChange): AnswerDifference {
  const message = 'A number, SID or name cannot be compared without the redaction key of the recording.'
  return { code: 'twiml', severity: 'not-comparable', message, path }
}
