import type { SpoolPosition, WaitingExchange } from '../spool-reader.ts'
import type { BatchOptions, SettledCount } from './batch.ts'

/**
 * How much is given to the store together, so that the file of a call is written once for several of its exchanges: at most so
 * many exchanges, with about so many characters in their recorded bodies and their originals.
 */
const stepLimits = { exchanges: 2500, characters: 16 * 2 ** 20 }

/** How much a step takes. */
export interface StepLimits {
  readonly allowMore: () => boolean
  /** Counts an exchange that was taken; it is settled in any case. */
  readonly take: (waiting: WaitingExchange) => void
  /** Counts characters that are given to the store. */
  readonly add: (characters: number) => void
  readonly betweenExchanges: () => Promise<void>
  readonly counts: () => readonly SettledCount[]
}

/** Makes the limits of one step. */
export function createStepLimits(options: Pick<BatchOptions, 'betweenExchanges'>): StepLimits {
  const counts = createSettledCounts()
  let characters = 0
  let goesOn = true
  return {
    allowMore: () => goesOn && counts.total() < stepLimits.exchanges && characters < stepLimits.characters,
    take: ({ position }) => counts.add(position),
    add: (more) => void (characters += more),
    async betweenExchanges() {
      if ((await options.betweenExchanges?.()) === false) goesOn = false
    },
    counts: () => counts.all(),
  }
}

/** Counts exchanges of segments. */
function createSettledCounts(): {
  add(position: SpoolPosition): void
  total(): number
  all(): readonly SettledCount[]
} {
  const counts = new Map<string, SettledCount>()
  let total = 0
  return {
    add({ spool, segment }) {
      const key = `${spool} ${segment}`
      counts.set(key, { spool, segment, exchanges: (counts.get(key)?.exchanges ?? 0) + 1 })
      total += 1
    },
    total: () => total,
    all: () => [...counts.values()],
  }
}
