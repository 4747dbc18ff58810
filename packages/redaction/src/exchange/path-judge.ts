import { createLru } from '../pseudonyms/lru.ts'
import { hexOf, type KeyedBytes } from '../pseudonyms/keyed-bytes.ts'
import { callersNeeded, type PathKnowledge } from './path-knowledge.ts'
import { segmentKind } from './route-words.ts'

/**
 * Whether a segment of a path is the app's own wording: made of common words, in a configured URL, or seen with several
 * callers. Numbers, SIDs and other ids never are.
 */
export type PathJudge = (segment: string, caller: string) => boolean

/** @param ownUrls URLs or paths of the app that are configured */
export function createPathJudge(
  keyed: KeyedBytes,
  knowledge: PathKnowledge,
  ownUrls: readonly string[],
): PathJudge {
  const configured = new Set(ownUrls.flatMap((url) => url.replace(/^[a-z]+:\/\/[^/?#]*/i, '').split(/[/?#]/)))
  const recurring = createLru<true>(2000)
  const digest = (kind: string, text: string): string => hexOf(keyed(`${kind}\u0000${text}`)).slice(0, 16)

  return (segment, caller) => {
    const kind = segmentKind(segment)
    if (kind !== 'word') return kind === 'own'
    if (configured.has(segment) || recurring.get(segment) === true) return true
    if (caller === '') return false
    const callers = knowledge.note(digest('segment', segment), digest('caller', caller))
    if (callers < callersNeeded) return false
    recurring.set(segment, true)
    return true
  }
}
