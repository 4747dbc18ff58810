import { RingbackError } from '@ringback/common'
import { bodyCharacters, type Damage, type Exchange } from '@ringback/recording'
import type { KeyRing } from '../keys/redaction-keys.ts'
import type { ForgottenCheck } from '../forget/late/forgotten-check.ts'
import type { RefusedExchange, SettleStore } from '../store/settle-store.ts'
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
  readonly store: Pick<SettleStore, 'keep'>
  readonly redact: (exchange: Exchange) => Exchange
  /**
   * Is awaited before exchanges of some calls are redacted, with the CallSids that Twilio sent; what was answered just now is then left
   * for a later step, so that others have had time to learn from earlier exchanges of these calls. When it rejects nothing is settled.
   */
  readonly beforeRedacting?: (callSids: readonly string[]) => Promise<void>
  /** Is awaited before exchanges are given to the store. */
  readonly beforeStoring?: () => Promise<void>
  /** Keeps the originals of what the store has taken; may be asked again for the same ones. */
  readonly keepOriginals?: (settled: readonly SettledExchange[]) => Promise<void>
  /** What is about somebody who was forgotten since it was taken is neither redacted nor recorded nor kept otherwise. */
  readonly forgotten?: ForgottenCheck
  /** Exchanges that are not read, since they ended the process before. */
  readonly poisonous: readonly SpoolPosition[]
  /** Is told of each exchange before it is read; of `undefined` afterwards. */
  readonly onReading: (position: SpoolPosition | undefined) => void
  /** Is awaited between two exchanges; resolves to whether the step goes on. What it has taken is settled in any case. */
  readonly betweenExchanges?: () => Promise<boolean>
  /** Milliseconds since 1970, by the clock that exchanges are timed with. Default: the system's. */
  readonly now?: () => number
}

/** How many exchanges were settled of a segment. */
export interface SettledCount {
  readonly spool: number
  readonly segment: number
  readonly exchanges: number
}

/** An exchange that is not recorded. */
export interface SetAside {
  readonly id: string
  /** Where it is kept, sealed. */
  readonly file: string
  readonly reason: string
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
 * How much is given to the store together, so that the file of a call is written once for several of its exchanges: at most so
 * many exchanges, with about so many characters in their recorded bodies and their originals.
 */
const stepLimits = { exchanges: 2500, characters: 16 * 2 ** 20 }
/**
 * While several processes write, an exchange is settled this long after it was answered: by then whatever was answered before
 * it in another process is sealed, so that the earlier exchanges of a call are redacted first.
 */
const otherWritersMs = 100
/** The same while other machines write, which tell what they have learned over the store. */
const otherMachinesMs = 500
/** So many exchanges are read before others are asked about their calls. */
const readAtOnce = 200

interface Progress extends ReadProgress {
  readonly recorded: Exchange[]
  readonly setAside: SetAside[]
  forgotten: number
}

/** Exchanges that were taken from the spools and redacted. */
interface Batch {
  readonly settled: readonly TakenExchange[]
  readonly counts: readonly SettledCount[]
  readonly progress: Progress
}

/** An exchange that was redacted, and as it was read, for when the store refuses it. */
interface TakenExchange extends SettledExchange {
  readonly observed: ObservedExchange
}

export function createSettler(options: SettlerOptions): Settler {
  const { now = () => Date.now() } = options
  const readers = new Map<number, SpoolReader>()
  /** What the store has not taken yet. */
  let waiting: Batch | undefined

  async function openReaders(): Promise<void> {
    const spools = await spoolsIn(options.spool)
    for (const spool of readers.keys()) if (!spools.includes(spool)) readers.delete(spool)
    for (const spool of spools) {
      if (readers.has(spool)) continue
      const folder = spoolOf(options.spool, spool)
      readers.set(spool, await openSpoolReader({ folder, spool, ring: options.ring }))
    }
  }

  async function nextBatch(isWritten: (spool: number) => boolean): Promise<Batch> {
    const progress: Progress = { recorded: [], setAside: [], forgotten: 0, damage: [], notes: [], ended: [] }
    const at = now()
    await openReaders()
    for (const [spool, reader] of readers) await reader.fill(isWritten(spool), progress)
    // What worker processes write is complete a little later.
    const isShared = [...readers.keys()].some((spool) => spool > 0 && isWritten(spool))
    const isLive = [...readers.keys()].some(isWritten)
    const laterMs =
      options.beforeRedacting !== undefined && isLive ? otherMachinesMs : isShared ? otherWritersMs : 0
    return takeBatch(options, { readers: [...readers.values()], at, laterMs }, progress)
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

  async function moveCheckpoints(): Promise<boolean> {
    let hasMoved = false
    for (const reader of readers.values()) if (await reader.settled()) hasMoved = true
    return hasMoved
  }

  return {
    async step(isWritten) {
      waiting ??= await orReadAgain(nextBatch(isWritten))
      await keep(options, waiting)
      const { counts: settled, progress } = waiting
      waiting = undefined
      const hasMoved = await orReadAgain(moveCheckpoints())
      return {
        ...progress,
        settled,
        isIdle: !hasMoved && settled.length === 0 && progress.ended.length === 0,
      }
    },
  }
}

/** Where exchanges are taken from. */
interface Source {
  readonly readers: readonly SpoolReader[]
  /** When this step began. */
  readonly at: number
  /** What was answered so many milliseconds before is left for a later step. */
  readonly laterMs: number
}

/** Takes the exchange that was answered first from the readers; undefined when there is none, or it is not certain yet. */
function takeFirst({ readers, at, laterMs }: Source): WaitingExchange | undefined {
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
  if (Math.abs(at - answeredAt(first.waiting)) < laterMs) return undefined
  first.reader.take()
  return first.waiting
}

/** When it was answered, in milliseconds since 1970. */
function answeredAt({ observed: { startedAt, durationMs } }: WaitingExchange): number {
  return startedAt + durationMs
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

/** Takes and redacts exchanges in the order in which they were answered, up to the limits of a step. */
async function takeBatch(options: SettlerOptions, source: Source, progress: Progress): Promise<Batch> {
  const settled: TakenExchange[] = []
  const counts = createSettledCounts()
  let characters = 0
  let goesOn = true
  while (goesOn && counts.total() < stepLimits.exchanges && characters < stepLimits.characters) {
    const some = await readSome(options, source, progress)
    if (some.length === 0) break
    for (const { waiting, original } of some) {
      counts.add(waiting.position)
      if (original !== undefined && isForgotten(options, waiting, original)) {
        progress.forgotten += 1
        continue
      }
      const exchange = original && (await redacted(options, waiting, original, progress))
      if (exchange) {
        settled.push({ ...exchange, observed: waiting.observed })
        characters += bodyCharacters(exchange.recorded) + (exchange.original?.length ?? 0)
      }
      // What was read is settled in any case.
      if ((await options.betweenExchanges?.()) === false) goesOn = false
    }
  }
  options.onReading(undefined)
  return { settled, counts: counts.all(), progress }
}

function isForgotten(
  { forgotten }: SettlerOptions,
  { observed: { startedAt } }: WaitingExchange,
  original: Exchange,
): boolean {
  return forgotten?.has({ startedAt, original: () => original }) === true
}

/** An exchange as it was sealed, and as it was; undefined when it cannot be read, and was set aside. */
interface ReadExchange {
  readonly waiting: WaitingExchange
  readonly original: Exchange | undefined
}

/** Takes exchanges: one, or as many as others are asked about together. */
async function readSome(
  options: SettlerOptions,
  source: Source,
  progress: Progress,
): Promise<readonly ReadExchange[]> {
  const { beforeRedacting, forgotten } = options
  const most = beforeRedacting === undefined ? 1 : readAtOnce
  const some: ReadExchange[] = []
  while (some.length < most) {
    const waiting = takeFirst(source)
    if (waiting === undefined) break
    some.push({ waiting, original: await read(options, waiting, progress) })
  }
  if (some.length > 0) await forgotten?.refresh()
  if (beforeRedacting === undefined) return some
  const sids = some
    .flatMap(({ original }) => [original?.callSid, original?.parentCallSid])
    .filter((sid) => typeof sid === 'string')
  if (sids.length > 0) await beforeRedacting([...new Set(sids)])
  return some
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

async function read(
  options: SettlerOptions,
  { observed, position }: WaitingExchange,
  progress: Progress,
): Promise<Exchange | undefined> {
  if (options.poisonous.some((each) => isSame(each, position))) {
    progress.setAside.push(await setAsideOne(options, observed, 'reading it crashed the recorder twice'))
    return undefined
  }
  options.onReading(position)
  try {
    return exchangeOf(observed)
  } catch (error) {
    await setUnreadableAside(options, observed, error, progress)
    return undefined
  }
}

async function redacted(
  options: SettlerOptions,
  { observed, position }: WaitingExchange,
  original: Exchange,
  progress: Progress,
): Promise<SettledExchange | undefined> {
  options.onReading(position)
  try {
    const recorded = options.redact(original)
    return options.keepOriginals === undefined
      ? { recorded, original: undefined }
      : settledExchange(recorded, original)
  } catch (error) {
    await setUnreadableAside(options, observed, error, progress)
    return undefined
  }
}

async function setUnreadableAside(
  options: SettlerOptions,
  observed: ObservedExchange,
  error: unknown,
  progress: Progress,
): Promise<void> {
  // The message may quote what was to be redacted.
  const name = error instanceof Error ? error.name : typeof error
  const reason = `it could not be read and redacted (${name})`
  progress.setAside.push(await setAsideOne(options, observed, reason))
}

async function setAsideOne(
  { recordings, ring }: SettlerOptions,
  observed: ObservedExchange,
  reason: string,
): Promise<SetAside> {
  return { id: observed.id, file: await setAside(recordings, ring.current, observed), reason }
}

function isSame(a: SpoolPosition, b: SpoolPosition): boolean {
  return a.spool === b.spool && a.segment === b.segment && a.frame === b.frame && a.exchange === b.exchange
}
