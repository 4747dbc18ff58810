import type { Exchange, Recording } from '@ringback/recording'
import type { ReplayCounts, ReplayedExchange, ReplayEvent, ReplayVerdict } from './events.ts'
import { originOf } from './origin-of.ts'
import { replayExchange } from './replay-exchange.ts'
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
  const replayed: ReplayedExchange[] = []
  for (const exchange of recording.exchanges) {
    if (options.signal?.aborted === true) return
    const result = await replayExchange(exchange, options)
    verdicts.push(result.verdict)
    replayed.push(result)
    yield { type: 'exchange', ...result }
  }
  forgetCalls(replayed, options)
  if (options.update === undefined || replayed.every(({ verdict }) => verdict !== 'changed')) return
  const updated = { ...recording, exchanges: replayed.map(accepted) }
  await options.update(updated)
  yield { type: 'updated', recording: updated }
}

function accepted({ exchange, verdict, answer, problem, durationMs }: ReplayedExchange): Exchange {
  if (verdict !== 'changed') return exchange
  return { ...exchange, response: answer, problem, durationMs }
}

/** Drops the cookies of the calls: the next recording is of other ones. */
function forgetCalls(replayed: readonly ReplayedExchange[], { clientFor }: ReplayOptions): void {
  for (const { exchange, verdict } of replayed) {
    const { callSid, request } = exchange
    if (callSid !== null && verdict !== 'skipped' && verdict !== 'failed')
      clientFor(originOf(request.url)).forgetCall(callSid)
  }
}
