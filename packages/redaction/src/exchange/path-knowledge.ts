/**
 * Which words in paths recur across callers, and so are routes of the app and no names. Both words and callers come as keyed
 * digests: nobody can read them out of a file without the key.
 */
export interface PathKnowledge {
  /**
   * Notes that a caller's request or answer had this segment.
   * @returns by how many distinct callers it has been seen, this one included; not more than `callersNeeded` are counted
   */
  note(segment: string, caller: string): number
}

/** From how many distinct callers a word is a route. */
export const callersNeeded = 2

/** What path knowledge is stored as: a digest of a segment and those of its callers. */
export type PathKnowledgeEntry = readonly [segment: string, callers: readonly string[]]

/** Path knowledge in memory, which can be stored and given again. */
export interface StoredPathKnowledge extends PathKnowledge {
  entries(): readonly PathKnowledgeEntry[]
}

const mostSegments = 20_000

/** @param entries what `entries()` returned before */
export function createPathKnowledge(entries: Iterable<PathKnowledgeEntry> = []): StoredPathKnowledge {
  const callersOf = new Map<string, Set<string>>()
  for (const [segment, callers] of entries) callersOf.set(segment, new Set(callers))
  return {
    note: (segment, caller) => {
      const callers = callersOf.get(segment)
      if (callers !== undefined) {
        if (callers.size < callersNeeded) callers.add(caller)
        return callers.size
      }
      if (callersOf.size < mostSegments) callersOf.set(segment, new Set([caller]))
      return 1
    },
    entries: () => Array.from(callersOf, ([segment, callers]) => [segment, [...callers]] as const),
  }
}
