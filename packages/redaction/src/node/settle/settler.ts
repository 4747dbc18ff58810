import type { Damage, Exchange, RecordingStore } from '@ringback/recording'
import type { KeyRing } from '../keys/redaction-keys.ts'
import { exchangeOf } from '../observed/exchange-of.ts'
import type { ObservedExchange } from '../observed/observed-exchange.ts'
import { spoolOf, spoolsIn } from '../spool/spool-folder.ts'
import { setAside } from './set-aside.ts'
import {
  openSpoolReader,
  type EndedSegment,
  type ReadProgress,
  type SpoolPosition,
  type SpoolReader,
  type WaitingExchange,
} from './spool-reader.ts'

export interface SettlerOptions {
  readonly recordings: string
  /** The spool folder. */
  readonly spool: string
  readonly ring: KeyRing
  readonly store: RecordingStore
  readonly redact: (exchange: Exchange) => Exchange
  /** Is awaited before exchanges are given to the store. */
  readonly beforeStoring?: () => Promise<void>
  /** Keeps the originals of what the store has taken; may be asked again for the same ones. */
  readonly keepOriginals?: (settled: readonly SettledExchange[]) => Promise<void>
  /** Exchanges that are not read, since they ended the process before. */
  readonly poisonous: readonly SpoolPosition[]
  /** Is told of each exchange before it is read; of `undefined` afterwards. */
  readonly onReading: (position: SpoolPosition | undefined) => void
  /** Milliseconds since 1970. Default: the system's clock. */
  readonly now?: () => number
}

/** An exchange as it is recorded, and as it was. */
export interface SettledExchange {
  readonly recorded: Exchange
  readonly original: Exchange
}

/** How many exchanges were settled of a segment. */
export interface SettledCount {
  readonly spool: number
  readonly segment: number
  readonly exchanges: number
}

/** What a step has brought about. */
export interface SettledStep {
  /** How many exchanges were settled of which segments: recorded, or set aside. */
  readonly settled: readonly SettledCount[]
  /** What is in the store now. */
  readonly recorded: readonly Exchange[]
  /** Exchanges that could not be redacted, and are kept sealed. */
  readonly setAside: readonly { readonly id: string; readonly file: string; readonly reason: string }[]
  readonly damage: readonly Damage[]
  /** What a person may want to know and need not do anything about. */
  readonly notes: readonly string[]
  /** The segments that were settled to their end and are gone from the disk. */
  readonly ended: readonly EndedSegment[]
  /** There was nothing to do. */
  readonly isIdle: boolean
}

/** Brings what is in the spools of a folder into the store, in the order in which it was answered. */
export interface Settler {
  /**
   * Settles some exchanges. Rejects when the store does not take them; they are then tried again in the next step.
   * `isWritten`: whether somebody may still write to a spool.
   */
  step(isWritten: (spool: number) => boolean): Promise<SettledStep>
}

/** How many exchanges are given to the store together. */
const exchangesAtOnce = 400
/**
 * While several processes write, an exchange is settled this long after it was answered: by then whatever was answered before
 * it in another process is sealed, so that the earlier exchanges of a call are redacted first.
 */
const otherWritersMs = 100

interface Progress extends ReadProgress {
  readonly recorded: Exchange[]
  readonly setAside: { id: string; file: string; reason: string }[]
}

export function createSettler(options: SettlerOptions): Settler {
  const { now = () => Date.now() } = options
  const readers = new Map<number, SpoolReader>()

  async function openReaders(): Promise<void> {
    const spools = await spoolsIn(options.spool)
    for (const spool of readers.keys()) if (!spools.includes(spool)) readers.delete(spool)
    for (const spool of spools) {
      if (readers.has(spool)) continue
      const folder = spoolOf(options.spool, spool)
      readers.set(spool, await openSpoolReader({ folder, spool, ring: options.ring }))
    }
  }

  return {
    async step(isWritten) {
      const progress: Progress = { recorded: [], setAside: [], damage: [], notes: [], ended: [] }
      const at = now()
      try {
        await openReaders()
        for (const [spool, reader] of readers) await reader.fill(isWritten(spool), progress)
        const taken = takeInOrder(
          [...readers.values()],
          // What worker processes write is complete a little later.
          [...readers.keys()].some((spool) => spool > 0 && isWritten(spool)) ? at : undefined,
        )
        await settle(options, taken, progress)
        let hasMoved = false
        for (const reader of readers.values()) if (await reader.settled()) hasMoved = true
        return {
          ...progress,
          settled: countsOf(taken),
          isIdle: !hasMoved && taken.length === 0 && progress.ended.length === 0,
        }
      } catch (error) {
        // What was taken and is not settled is read again.
        readers.clear()
        throw error
      }
    },
  }
}

/**
 * Takes exchanges from all readers, those first that were answered first. `until`: when this step began, where the spools
 * are still written to.
 */
function takeInOrder(readers: readonly SpoolReader[], until: number | undefined): readonly WaitingExchange[] {
  const taken: WaitingExchange[] = []
  while (taken.length < exchangesAtOnce) {
    let first: { readonly reader: SpoolReader; readonly waiting: WaitingExchange } | undefined
    for (const reader of readers) {
      const waiting = reader.first()
      if (waiting === undefined) {
        // What follows in this spool may come before what is read of the others.
        if (reader.hasMore()) return taken
      } else if (first === undefined || answeredAt(waiting) < answeredAt(first.waiting)) {
        first = { reader, waiting }
      }
    }
    if (first === undefined) return taken
    // One that seems to come from the future is not waited for: the clock was put back.
    if (until !== undefined && Math.abs(until - answeredAt(first.waiting)) < otherWritersMs) return taken
    first.reader.take()
    taken.push(first.waiting)
  }
  return taken
}

/** When it was answered, in milliseconds since 1970. */
function answeredAt({ observed: { startedAt, durationMs } }: WaitingExchange): number {
  return startedAt + durationMs
}

/** Redacts exchanges and gives them to the store. */
async function settle(
  options: SettlerOptions,
  waiting: readonly WaitingExchange[],
  progress: Progress,
): Promise<void> {
  const settled: SettledExchange[] = []
  for (const { observed, position } of waiting) {
    const exchange = await redacted(options, observed, position, progress)
    if (exchange) settled.push(exchange)
  }
  options.onReading(undefined)
  if (waiting.length === 0) return
  await options.beforeStoring?.()
  await Promise.all(settled.map(async ({ recorded }) => options.store.append(recorded)))
  await options.keepOriginals?.(settled)
  progress.recorded.push(...settled.map(({ recorded }) => recorded))
}

function countsOf(taken: readonly WaitingExchange[]): readonly SettledCount[] {
  const counts = new Map<string, SettledCount>()
  for (const { position } of taken) {
    const { spool, segment } = position
    const key = `${spool} ${segment}`
    counts.set(key, { spool, segment, exchanges: (counts.get(key)?.exchanges ?? 0) + 1 })
  }
  return [...counts.values()]
}

async function redacted(
  options: SettlerOptions,
  observed: ObservedExchange,
  position: SpoolPosition,
  progress: Progress,
): Promise<SettledExchange | undefined> {
  const keepAside = async (reason: string): Promise<undefined> => {
    const file = await setAside(options.recordings, options.ring.current, observed)
    progress.setAside.push({ id: observed.id, file, reason })
    return undefined
  }
  if (options.poisonous.some((each) => isSame(each, position))) {
    return keepAside('reading it crashed the recorder twice')
  }
  options.onReading(position)
  try {
    const original = exchangeOf(observed)
    return { original, recorded: options.redact(original) }
  } catch (error) {
    // The message may quote what was to be redacted.
    return keepAside(
      `it could not be read and redacted (${error instanceof Error ? error.name : typeof error})`,
    )
  }
}

function isSame(a: SpoolPosition, b: SpoolPosition): boolean {
  return a.spool === b.spool && a.segment === b.segment && a.frame === b.frame && a.exchange === b.exchange
}
