import type { WebhookOutcome } from '@ringback/twilio-client/node'
import type { Exchange } from '@ringback/recording'
import { version } from '../version.ts'

/** The data of an exchange besides its request and answer. */
export interface ExchangeContext {
  readonly callSid: string | null
  readonly parentCallSid: string | null
  readonly recorder: Exchange['provenance']['recorder']
  /** Unique ids that sort by time as text. */
  readonly nextId: (startedAt: number) => string
}

/** The exchanges of a webhook: one for each request that was put on the wire. */
export function exchangesOf(outcome: WebhookOutcome, context: ExchangeContext): readonly Exchange[] {
  const { callSid, parentCallSid, recorder, nextId } = context
  return outcome.hops.map((hop) => ({
    id: nextId(hop.startedAt),
    kind: outcome.sent.kind,
    callSid,
    parentCallSid,
    startedAt: isoTime(hop.startedAt),
    durationMs: hop.durationMs,
    request: hop.request,
    response: hop.response,
    signature: 'valid',
    problem: hop === outcome.hops.at(-1) ? outcome.problem : hop.problem,
    provenance: { recorder, version },
  }))
}

/** Ids of the given time and a running number, which sort as text. */
export function runningExchangeIds(): (startedAt: number) => string {
  let made = 0
  return (startedAt) => {
    made += 1
    return `${compactTime(startedAt)}-${String(made).padStart(6, '0')}`
  }
}

const isoTime = ofLastTime((milliseconds) => new Date(milliseconds).toISOString())
const compactTime = ofLastTime((milliseconds) => {
  const [date = '', time = ''] = isoTime(milliseconds).split('T')
  return `${date.split('-').join('')}T${time.slice(0, 2)}${time.slice(3, 5)}${time.slice(6, 8)}${time.slice(9)}`
})

/** Remembers the last text: several things happen at each time. */
function ofLastTime(textOf: (milliseconds: number) => string): (milliseconds: number) => string {
  let last = { time: NaN, text: '' }
  return (time) => {
    if (time !== last.time) last = { time, text: textOf(time) }
    return last.text
  }
}
