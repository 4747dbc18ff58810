import { bodyCharacters } from '@ringback/recording'
import type { Batch, BatchOptions, Progress, TakenExchange } from './batch.ts'
import { read, redacted } from './redact-one.ts'
import { takeFirst, type Source } from './source.ts'
import { createStepLimits } from './step-limits.ts'

/** Takes and redacts exchanges in the order in which they were answered, up to the limits of a step. */
export async function takeBatch(options: BatchOptions, source: Source, progress: Progress): Promise<Batch> {
  const settled: TakenExchange[] = []
  const limits = createStepLimits(options)
  while (limits.allowMore()) {
    const waiting = takeFirst(source)
    if (waiting === undefined) break
    limits.take(waiting)
    const original = await read(options, waiting, progress)
    const exchange =
      original &&
      (await redacted(options, waiting, () => ({ original, recorded: options.redact(original) }), progress))
    if (exchange !== undefined) {
      settled.push(exchange)
      limits.add(bodyCharacters(exchange.recorded) + (exchange.original?.length ?? 0))
    }
    await limits.betweenExchanges()
  }
  options.onReading(undefined)
  return { settled, counts: limits.counts(), progress }
}
