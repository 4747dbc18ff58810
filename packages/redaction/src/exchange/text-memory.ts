import type { Redacted } from '../finding.ts'
import { createDigitSearch } from '../find/digits/digit-spans.ts'
import type { KnownValues } from '../find/known-values.ts'
import type { TextSearch } from '../find/text-redactor.ts'
import { createLru } from '../pseudonyms/lru.ts'

/** Apps say the same again and again. */
const textsRemembered = 200
const longestRemembered = 16_384

/** What was decided about a word in a path. */
export interface SegmentDecision {
  readonly segment: string
  readonly isOwn: boolean
}

/** Remembers what texts came to that held nothing known in their call. */
export interface TextMemory {
  /** What the text came to before, if nothing known now can be in it and words in paths are judged as they were. */
  get(key: string, known: KnownValues, isOwnSegment: (segment: string) => boolean): Redacted | undefined
  set(key: string, entry: RememberedText): void
}

export interface RememberedText {
  readonly redacted: Redacted
  readonly search: TextSearch
  readonly decisions: readonly SegmentDecision[]
}

export function createTextMemory(): TextMemory {
  const texts = createLru<RememberedText>(textsRemembered)

  return {
    get: (key, known, isOwnSegment) => {
      const remembered = key.length > longestRemembered ? undefined : texts.get(key)
      if (remembered === undefined || !isFreeOf(remembered.search, known)) return undefined
      // Each is asked, because asking notes who asked.
      const changed = remembered.decisions.filter(({ segment, isOwn }) => isOwnSegment(segment) !== isOwn)
      return changed.length === 0 ? remembered.redacted : undefined
    },
    set: (key, entry) => {
      if (!entry.search.hasKnown && key.length <= longestRemembered) texts.set(key, entry)
    },
  }
}

function isFreeOf({ filters, runs, lookedUp }: TextSearch, known: KnownValues): boolean {
  for (const { folded } of known.values) {
    for (const filter of filters) if (filter.mayHold(folded)) return false
  }
  for (const value of lookedUp) if (known.pseudonymOf(value) !== undefined) return false
  if (runs.length === 0) return true
  const digits = createDigitSearch(() => known.digits())
  return runs.every((run) => run.digits.length < 4 || digits.matchesIn(run).length === 0)
}
