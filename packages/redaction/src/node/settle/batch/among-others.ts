import { bodyCharacters, type Exchange } from '@ringback/recording'
import type { RequestedExchange } from '../../../redactor.ts'
import type { WaitingExchange } from '../spool-reader.ts'
import type { Batch, BatchOptions, Progress, SettledCount, TakenExchange } from './batch.ts'
import { orSetAside, read, redacted } from './redact-one.ts'
import { answeredAt, takeFirst, type Source } from './source.ts'
import { createStepLimits } from './step-limits.ts'

/** How exchanges are redacted where others record, too. Times are in milliseconds since 1970. */
export interface AmongOthers {
  readonly readRequest: (exchange: Exchange) => RequestedExchange
  /**
   * Is awaited with everything that was answered before `until` and was not given before. The first of it was answered at `oldest`, the
   * last at `through`.
   */
  readonly meet: (
    requested: readonly RequestedExchange[],
    times: { readonly until: number; readonly through: number; readonly oldest: number },
  ) => Promise<void>
  /** Is awaited when nothing was answered before `until` that was not given. */
  readonly idle: (until: number) => Promise<void>
}

/** Exchanges that were taken from the spools, and whose requests were redacted. */
export interface RequestedBatch {
  readonly exchanges: readonly TakenRequest[]
  readonly counts: readonly SettledCount[]
  readonly progress: Progress
  /** Everything that was answered before was taken; undefined where that is not known, and nothing was taken. */
  readonly until: number | undefined
  /** When the last one was answered. */
  readonly through: number
}

interface TakenRequest {
  readonly waiting: WaitingExchange
  readonly requested: RequestedExchange
}

/** The first step: takes exchanges in the order in which they were answered, up to the limits of a step, and redacts their requests. */
export async function takeRequests(
  options: BatchOptions,
  others: AmongOthers,
  source: Source,
  progress: Progress,
): Promise<RequestedBatch> {
  const exchanges: TakenRequest[] = []
  const limits = createStepLimits(options)
  let last: WaitingExchange | undefined
  while (limits.allowMore()) {
    const waiting = takeFirst(source)
    if (waiting === undefined) break
    last = waiting
    limits.take(waiting)
    const original = await read(options, waiting, progress)
    const requested =
      original && (await orSetAside(options, waiting, () => others.readRequest(original), progress))
    if (requested !== undefined) {
      exchanges.push({ waiting, requested })
      // The recorded body and the original.
      limits.add(bodyCharacters(requested.original) * 2)
    }
    await limits.betweenExchanges()
  }
  options.onReading(undefined)
  return { exchanges, counts: limits.counts(), progress, ...timesOf(source, last) }
}

/** Meets the others where something was taken, and tells them otherwise that there is nothing. */
export async function meet(others: AmongOthers, batch: RequestedBatch): Promise<void> {
  const { exchanges, until, through } = batch
  const [first] = exchanges
  if (until === undefined) return
  if (first === undefined) {
    await others.idle(until)
    return
  }
  const requests = exchanges.map(({ requested }) => requested)
  await others.meet(requests, { until, through, oldest: answeredAt(first.waiting) })
}

/** The second step: finishes the exchanges. */
export async function finishRequests(
  options: BatchOptions,
  { exchanges, counts, progress }: RequestedBatch,
): Promise<Batch> {
  const settled: TakenExchange[] = []
  for (const { waiting, requested } of exchanges) {
    const finish = (): { original: Exchange; recorded: Exchange } => ({
      original: requested.original,
      recorded: requested.finish(),
    })
    const exchange = await redacted(options, waiting, finish, progress)
    if (exchange !== undefined) settled.push(exchange)
    await options.betweenExchanges?.()
  }
  options.onReading(undefined)
  return { settled, counts, progress }
}

function timesOf(
  { readers, at, laterMs }: Source,
  last: WaitingExchange | undefined,
): Pick<RequestedBatch, 'until' | 'through'> {
  const complete = at - laterMs
  // One that seems to come from the future is nothing to wait for.
  const through = last === undefined ? complete : Math.min(complete, answeredAt(last))
  // What follows in such a spool may have been answered at any time since.
  const hasUnread = readers.some((reader) => reader.first() === undefined && reader.hasMore())
  if (hasUnread) return { until: last && through, through }
  const next = readers.flatMap((reader) => reader.first() ?? []).map(answeredAt)
  return { until: Math.min(complete, ...next), through }
}
