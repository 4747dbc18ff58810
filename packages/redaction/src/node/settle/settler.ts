import { RingbackError } from '@ringback/common'
import type { Damage, Exchange } from '@ringback/recording'
import { exchangeOf } from '../observed/exchange-of.ts'
import { spoolOf, spoolsIn } from '../spool/spool-folder.ts'
import type { OwnClock } from '../store/own-clock.ts'
import type { RefusedExchange, SettleStore } from '../store/settle-store.ts'
import {
  finishRequests,
  meet,
  takeRequests,
  type AmongOthers,
  type RequestedBatch,
} from './batch/among-others.ts'
import type { Batch, BatchOptions, Progress, SetAside, SettledCount, TakenExchange } from './batch/batch.ts'
import { setAsideOne } from './batch/redact-one.ts'
import type { Source } from './batch/source.ts'
import { takeBatch } from './batch/take-batch.ts'
import { openSpoolReader, type EndedSegment, type SpoolReader } from './spool-reader.ts'

export interface SettlerOptions extends BatchOptions {
  /** The spool folder. */
  readonly spool: string
  readonly store: Pick<SettleStore, 'keep'>
  /**
   * Others record other webhooks of the same calls: exchanges are redacted by this instead of `redact`, in two steps, between which
   * recorders tell each other what the requests show. When that fails nothing is settled, and the next step tries again.
   */
  readonly amongOthers?: AmongOthers
  /** Corrects what was timed by the clock of this machine. Default: nothing has to be. */
  readonly corrected?: OwnClock['corrected'] | undefined
  /** Is awaited before exchanges are given to the store. */
  readonly beforeStoring?: () => Promise<void>
  /** Milliseconds since 1970, by the clock that exchanges are timed with. Default: the system's. */
  readonly now?: () => number
}

/** What a step has brought about. */
export interface SettledStep {
  /** How many exchanges were settled of which segments: recorded, or set aside. */
  readonly settled: readonly SettledCount[]
  /** What is in the store now. */
  readonly recorded: readonly Exchange[]
  /** Exchanges that could not be redacted, or that the store can never take; they are kept sealed. */
  readonly setAside: readonly SetAside[]
  readonly damage: readonly Damage[]
  /** How many exchanges were not recorded, since who they are about was forgotten. */
  readonly forgotten: number
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
   * Settles some exchanges. Rejects when the store does not take them; the next step gives it the same ones, which are not redacted
   * again.
   * `isWritten`: whether somebody may still write to a spool.
   */
  step(isWritten: (spool: number) => boolean): Promise<SettledStep>
}

/**
 * While several processes write, an exchange is settled this long after it was answered: by then whatever was answered before
 * it in another process is sealed, so that the earlier exchanges of a call are redacted first.
 */
const otherWritersMs = 100
/** The same while others record into the same store: what was answered before is then in the spool, and so it can be told. */
const amongOthersMs = 500

export function createSettler(options: SettlerOptions): Settler {
  const { amongOthers, now = () => Date.now() } = options
  const readers = new Map<number, SpoolReader>()
  /** What the others have not been told yet. */
  let requested: RequestedBatch | undefined
  /** What the store has not taken yet. */
  let waiting: Batch | undefined

  async function openReaders(): Promise<void> {
    const spools = await spoolsIn(options.spool)
    for (const spool of readers.keys()) if (!spools.includes(spool)) readers.delete(spool)
    for (const spool of spools) {
      if (readers.has(spool)) continue
      const folder = spoolOf(options.spool, spool)
      readers.set(
        spool,
        await openSpoolReader({ folder, spool, ring: options.ring, corrected: options.corrected }),
      )
    }
  }

  async function sourceOf(isWritten: (spool: number) => boolean, progress: Progress): Promise<Source> {
    const at = now()
    await openReaders()
    for (const [spool, reader] of readers) await reader.fill(isWritten(spool), progress)
    if ([...readers.values()].some((reader) => reader.first() !== undefined))
      await options.forgotten?.refresh()
    const laterMs = laterMsOf([...readers.keys()].filter(isWritten), amongOthers !== undefined)
    return { readers: [...readers.values()], at, laterMs }
  }

  async function nextBatch(isWritten: (spool: number) => boolean): Promise<Batch> {
    const progress: Progress = { recorded: [], setAside: [], forgotten: 0, damage: [], notes: [], ended: [] }
    const take = async <Taken>(taking: (source: Source) => Promise<Taken>): Promise<Taken> =>
      orReadAgain(sourceOf(isWritten, progress).then(taking))
    if (amongOthers === undefined) return take(async (source) => takeBatch(options, source, progress))
    requested ??= await take(async (source) => takeRequests(options, amongOthers, source, progress))
    await meet(amongOthers, requested)
    const met = requested
    requested = undefined
    return orReadAgain(finishRequests(options, met))
  }

  /** What was taken and is not settled is read again when that fails. */
  async function orReadAgain<Result>(reading: Promise<Result>): Promise<Result> {
    try {
      return await reading
    } catch (error) {
      readers.clear()
      throw error
    }
  }

  return {
    async step(isWritten) {
      waiting ??= await nextBatch(isWritten)
      await keep(options, waiting)
      const { counts: settled, progress } = waiting
      waiting = undefined
      const hasMoved = await orReadAgain(moveCheckpoints(readers.values()))
      return {
        ...progress,
        settled,
        isIdle: !hasMoved && settled.length === 0 && progress.ended.length === 0,
      }
    },
  }
}

/** What was taken is in the store. Resolves to whether a checkpoint moved. */
async function moveCheckpoints(readers: Iterable<SpoolReader>): Promise<boolean> {
  let hasMoved = false
  for (const reader of readers) if (await reader.settled()) hasMoved = true
  return hasMoved
}

/** What was answered so many milliseconds before is settled later, while somebody may still write to some spools. */
function laterMsOf(written: readonly number[], isAmongOthers: boolean): number {
  if (isAmongOthers && written.length > 0) return amongOthersMs
  // What worker processes write is complete a little later.
  return written.some((spool) => spool > 0) ? otherWritersMs : 0
}

/** Gives exchanges to the store. What it can never take is kept aside. */
async function keep(options: SettlerOptions, { settled, counts, progress }: Batch): Promise<void> {
  if (counts.length === 0) return
  await options.beforeStoring?.()
  const { wanted, refused } = await keepWanted(options, settled)
  progress.forgotten += settled.length - wanted.length
  const reasons = new Map(refused.map(({ id, reason }) => [id, reason]))
  const taken = wanted.filter(({ recorded: { id } }) => !reasons.has(id))
  await options.keepOriginals?.(taken)
  const aside: SetAside[] = []
  for (const { observed } of wanted) {
    const reason = reasons.get(observed.id)
    if (reason !== undefined) aside.push(await setAsideOne(options, observed, reason))
  }
  progress.setAside.push(...aside)
  for (const { recorded } of taken) progress.recorded.push(recorded)
}

/** Gives the store what is not about somebody who was forgotten since it was redacted, also if that happens meanwhile. */
async function keepWanted(
  { forgotten, store }: SettlerOptions,
  settled: readonly TakenExchange[],
): Promise<{ readonly wanted: readonly TakenExchange[]; readonly refused: readonly RefusedExchange[] }> {
  for (;;) {
    await forgotten?.refresh()
    const wanted = settled.filter(
      ({ observed, recorded }) =>
        forgotten?.has({
          startedAt: observed.startedAt,
          original: () => exchangeOf(observed),
          recorded,
        }) !== true,
    )
    try {
      return { wanted, refused: await store.keep(wanted.map(({ recorded }) => recorded)) }
    } catch (error) {
      if (!(error instanceof RingbackError && error.code === 'forgotten-since')) throw error
    }
  }
}
