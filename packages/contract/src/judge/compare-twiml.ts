import { diffTwiml, type TwimlChange, type TwimlDocument } from '@ringback/twiml'
import type { Freedom } from '../pact/contract-note.ts'
import { freed } from './freed.ts'
import type { Judgement } from './judgement.ts'
import { withRootedUrls } from './rooted-urls.ts'

/** A document and the URL it came from. */
export interface LocatedTwiml {
  readonly document: TwimlDocument
  readonly url: string
}

/** How a document departs from the one that the contract holds. What is free is reported as safe. */
export function compareTwiml(
  expected: LocatedTwiml,
  actual: LocatedTwiml,
  free: readonly Freedom[],
): readonly Judgement[] {
  const before = withRootedUrls(expected.document, expected.url)
  const after = withRootedUrls(actual.document, actual.url)
  const all = diffTwiml(before, after)
  if (all.length === 0) return []
  const held = diffTwiml(...freed(before, after, free)).map(judged)
  const known = new Set(held.map(({ message }) => message))
  const isBroken = held.some(({ severity }) => severity === 'breaking')
  // Beside a breach the free changes are noise.
  const freely = isBroken ? [] : all.map(judged).filter(({ message }) => !known.has(message))
  return [...held, ...freely.map((change) => ({ ...change, severity: 'safe' as const }))]
}

function judged({ path, severity, message }: TwimlChange): Judgement {
  return { code: 'twiml', severity, message: `${message.replace(/\.$/, '')}. (${path})`, path }
}
