import { bodyCharacters, type Damage, type Exchange, type RecordingStore } from '@ringback/recording'
import type { KeyRing } from '../keys/redaction-keys.ts'
import { settledExchange, type SettledExchange } from '../originals/original-text.ts'
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
  /** Is awaited between two exchanges; resolves to whether the step goes on. What it has taken is settled in any case. */
  readonly betweenExchanges?: () => Promise<boolean>
  /** Milliseconds since 1970. Default: the system's clock. */
  readonly now?: () => number
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

/**
 * How much is given to the store together, so that the file of a call is written once for several of its exchanges: at most so
 * many exchanges, with about so many characters in their recorded bodies and their originals.
 */
const stepLimits = { exchanges: 2500, characters: 16 * 2 ** 20 }
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
        // What worker processes write is complete a little later.
        const isShared = [...readers.keys()].some((spool) => spool > 0 && isWritten(spool))
        const settled = await settle(options, [...readers.values()], isShared ? at : undefined, progress)
        let hasMoved = false
        for (const reader of readers.values()) if (await reader.settled()) hasMoved = true
        return {
          ...progress,
          settled,
          isIdle: !hasMoved && settled.length === 0 && progress.ended.length === 0,
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
 * Takes the exchange that was answered first from the readers; undefined when there is none, or it is not certain yet.
 * `until`: when this step began, where the spools are still written to.
 */
function takeFirst(readers: readonly SpoolReader[], until: number | undefined): WaitingExchange | undefined {
  let first: { readonly reader: SpoolReader; readonly waiting: WaitingExchange } | undefined
  for (const reader of readers) {
    const waiting = reader.first()
    if (waiting === undefined) {
      // What follows in this spool may come before what is read of the others.
      if (reader.hasMore()) return undefined
    } else if (first === undefined || answeredAt(waiting) < answeredAt(first.waiting)) {
      first = { reader, waiting }
    }
  }
  if (first === undefined) return undefined
  // One that seems to come from the future is not waited for: the clock was put back.
  if (until !== undefined && Math.abs(until - answeredAt(first.waiting)) < otherWritersMs) return undefined
  first.reader.take()
  return first.waiting
}

/** When it was answered, in milliseconds since 1970. */
function answeredAt({ observed: { startedAt, durationMs } }: WaitingExchange): number {
  return startedAt + durationMs
}

/** Takes exchanges, redacts them and gives them to the store. Returns how many were taken of which segments. */
async function settle(
  options: SettlerOptions,
  readers: readonly SpoolReader[],
  until: number | undefined,
  progress: Progress,
): Promise<readonly SettledCount[]> {
  const { settled, counts } = await redactSome(options, readers, until, progress)
  if (counts.length === 0) return counts
  await options.beforeStoring?.()
  await Promise.all(settled.map(async ({ recorded }) => options.store.append(recorded)))
  await options.keepOriginals?.(settled)
  for (const { recorded } of settled) progress.recorded.push(recorded)
  return counts
}

interface RedactedSome {
  readonly settled: readonly SettledExchange[]
  readonly counts: readonly SettledCount[]
}

/** Takes and redacts exchanges in the order in which they were answered, up to the limits of a step. */
async function redactSome(
  options: SettlerOptions,
  readers: readonly SpoolReader[],
  until: number | undefined,
  progress: Progress,
): Promise<RedactedSome> {
  const settled: SettledExchange[] = []
  const counts = createSettledCounts()
  let characters = 0
  while (counts.total() < stepLimits.exchanges && characters < stepLimits.characters) {
    const waiting = takeFirst(readers, until)
    if (waiting === undefined) break
    counts.add(waiting.position)
    const exchange = await redacted(options, waiting.observed, waiting.position, progress)
    if (exchange) {
      settled.push(exchange)
      characters += bodyCharacters(exchange.recorded) + (exchange.original?.length ?? 0)
    }
    if ((await options.betweenExchanges?.()) === false) break
  }
  options.onReading(undefined)
  return { settled, counts: counts.all() }
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
    const recorded = options.redact(original)
    return options.keepOriginals === undefined
      ? { recorded, original: undefined }
      : settledExchange(recorded, original)
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
