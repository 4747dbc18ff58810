import type { Exchange, Recording } from '@ringback/recording'
import type { ReplayCounts, ReplayedExchange, ReplayEvent, ReplayVerdict } from './events.ts'
import { originOf } from './origin-of.ts'
import { notePseudonyms } from './note-pseudonyms.ts'
import { deliveriesOf } from './deliveries.ts'
import { replayExchange, type ReplayResult } from './replay-exchange.ts'
import type { ReplayOptions } from './replay-options.ts'

/**
 * Sends the exchanges of each recording to the app again, in their order, and tells how the answers differ. An exchange
 * that cannot be sent is a `failed` one, and the rest goes on.
 */
export async function* replay(options: ReplayOptions): AsyncGenerator<ReplayEvent, void, undefined> {
  const verdicts: ReplayVerdict[] = []
  let recordings = 0
  for await (const recording of options.recordings) {
    if (options.signal?.aborted === true) break
    recordings += 1
    yield { type: 'recording', recording }
    yield* replayRecording(recording, options, verdicts)
  }
  yield { type: 'finished', counts: countsOf(recordings, verdicts) }
}

function countsOf(recordings: number, verdicts: readonly ReplayVerdict[]): ReplayCounts {
  const count = (wanted: ReplayVerdict): number => verdicts.filter((verdict) => verdict === wanted).length
  const [same, changed] = [count('same'), count('changed')]
  return {
    recordings,
    judged: same + changed,
    same,
    changed,
    notComparable: count('not-comparable'),
    skipped: count('skipped'),
    failed: count('failed'),
  }
}

async function* replayRecording(
  recording: Recording,
  options: ReplayOptions,
  verdicts: ReplayVerdict[],
): AsyncGenerator<ReplayEvent, void, undefined> {
  const results: ReplayResult[] = []
  const deliveries = deliveriesOf(recording.exchanges)
  for (const exchange of recording.exchanges) {
    if (options.signal?.aborted === true) return
    const result = await replayExchange(exchange, options, deliveries.get(exchange))
    verdicts.push(result.replayed.verdict)
    results.push(result)
    yield { type: 'exchange', ...result.replayed }
  }
  yield* noteAndUpdate(recording, results, options)
  forgetCalls(results, options)
}

async function* noteAndUpdate(
  recording: Recording,
  results: readonly ReplayResult[],
  options: ReplayOptions,
): AsyncGenerator<ReplayEvent, void, undefined> {
  if (options.note !== undefined) {
    const noted = await notePseudonyms(recording, results, options)
    if (noted !== undefined) {
      await options.note(noted)
      yield { type: 'noted', recording: noted }
    }
  }
  const changed = results.filter(({ replayed: { verdict } }) => verdict === 'changed')
  if (options.update === undefined || changed.length === 0) return
  const updated = { ...recording, exchanges: results.map(({ replayed }) => accepted(replayed)) }
  await options.update(updated, changed.flatMap(acceptedOriginal))
  yield { type: 'updated', recording: updated }
}

function accepted({ exchange, verdict, answer, problem, durationMs }: ReplayedExchange): Exchange {
  if (verdict !== 'changed') return exchange
  const { redaction, ...rest } = exchange
  return {
    ...rest,
    response: answer,
    problem,
    durationMs,
    // How the app answers the redacted request has to be noted anew.
    ...(redaction !== undefined && { redaction: { keyId: redaction.keyId, replaced: redaction.replaced } }),
  }
}

function acceptedOriginal({ original, received, replayed }: ReplayResult): readonly Exchange[] {
  if (original === null || received === null) return []
  const { response, problem } = received
  return [{ ...original, response, problem, durationMs: replayed.durationMs }]
}

/** Drops the cookies of the calls: the next recording is of other ones. */
function forgetCalls(results: readonly ReplayResult[], { clientFor }: ReplayOptions): void {
  for (const { original, replayed } of results) {
    if (replayed.sent === null) continue
    for (const { callSid, request } of original === null
      ? [replayed.exchange]
      : [original, replayed.exchange]) {
      if (callSid !== null) clientFor(originOf(request.url)).forgetCall(callSid)
    }
  }
}
