import type { TwilioClient } from '@ringback/twilio-client'
import type { Exchange, Recording, Redactor } from '@ringback/recording'
import type { ReplayCounts, ReplayedExchange, ReplayEvent } from './events.ts'
import { originOf } from './origin-of.ts'
import { replayExchange } from './replay-exchange.ts'

export interface ReplayOptions {
  /** What to send again, in this order. */
  readonly recordings: AsyncIterable<Recording> | Iterable<Recording>
  /** The Twilio that sends to the app under a recorded public URL: its origin is what the recording was signed for. */
  readonly clientFor: (publicOrigin: string) => TwilioClient
  /**
   * Redacts the new answers under the key that the recordings were redacted with. Without it answers are compared
   * but for their numbers and SIDs.
   */
  readonly redactor?: Pick<Redactor, 'keyId' | 'redactAnswer'>
  /** Takes recordings whose answers changed, with the new answers in them. */
  readonly update?: (recording: Recording) => Promise<void>
  /** Ends the replay after the exchange being sent. */
  readonly signal?: AbortSignal
}

/** Sends the exchanges of each recording to the app again, in their order, and tells how the answers differ. */
export async function* replay(options: ReplayOptions): AsyncGenerator<ReplayEvent, void, undefined> {
  const counts = { recordings: 0, same: 0, changed: 0, skipped: 0 }
  for await (const recording of options.recordings) {
    if (options.signal?.aborted === true) break
    counts.recordings += 1
    yield { type: 'recording', recording }
    yield* replayRecording(recording, options, counts)
  }
  yield { type: 'finished', counts }
}

type Tally = { -readonly [Name in keyof ReplayCounts]: number }

async function* replayRecording(
  recording: Recording,
  options: ReplayOptions,
  counts: Tally,
): AsyncGenerator<ReplayEvent, void, undefined> {
  const replayed: ReplayedExchange[] = []
  for (const exchange of recording.exchanges) {
    if (options.signal?.aborted === true) return
    const result = await replayExchange(exchange, options)
    counts[result.verdict] += 1
    replayed.push(result)
    yield { type: 'exchange', ...result }
  }
  for (const { origin, callSid } of callsOf(recording)) options.clientFor(origin).forgetCall(callSid)
  if (options.update === undefined || replayed.every(({ verdict }) => verdict !== 'changed')) return
  const updated = { ...recording, exchanges: replayed.map(accepted) }
  await options.update(updated)
  yield { type: 'updated', recording: updated }
}

function accepted({ exchange, verdict, answer, problem, durationMs }: ReplayedExchange): Exchange {
  if (verdict !== 'changed') return exchange
  return { ...exchange, response: answer, problem, durationMs }
}

function callsOf({ exchanges }: Recording): readonly { origin: string; callSid: string }[] {
  return exchanges.flatMap(({ request, callSid }) =>
    callSid === null ? [] : [{ origin: originOf(request.url), callSid }],
  )
}
