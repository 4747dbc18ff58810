import type { Exchange } from '@ringback/recording'
import { partiesOf } from '@ringback/recording'
import * as v from 'valibot'
import { cutText } from '../../answers/cut-text.ts'
import { noticeSchema, untrustedNote, untrustedNotice } from '../../answers/notice.ts'
import { pageInput, pageOf, pageOutput } from '../../answers/page-of.ts'
import { callName } from '../../calls/call-name.ts'
import { heardOf } from '../../calls/heard.ts'
import { readCall } from '../../calls/open-calls.ts'
import { defineTool, type Tool } from '../../server/tool.ts'

const exchangeSchema = v.strictObject({
  id: v.pipe(v.string(), v.description('Names the exchange in read_exchange')),
  kind: v.pipe(v.nullable(v.string()), v.description('The webhook kind; null where it is none')),
  leg: v.nullable(v.string()),
  atMs: v.pipe(v.number(), v.description('Milliseconds since the call began')),
  durationMs: v.number(),
  method: v.string(),
  url: v.string(),
  status: v.pipe(v.nullable(v.number()), v.description('HTTP status; null: no answer')),
  signature: v.string(),
  problem: v.nullable(v.string()),
  heard: v.pipe(v.array(v.string()), v.description('What the caller hears of the answer')),
})

/** A recorded call, webhook by webhook. */
export const readRecording: Tool = defineTool({
  name: 'read_recording',
  title: 'Read a recorded call',
  description: `Shows a recorded call: each webhook of Twilio, how the app answered, and what the caller heard. Numbers, names and SIDs are pseudonyms. For parameters and TwiML of one webhook use read_exchange. ${untrustedNote}`,
  acts: false,
  input: v.strictObject({ call: callName, ...pageInput }),
  output: v.strictObject({
    notice: noticeSchema,
    call: v.string(),
    startedAt: v.string(),
    from: v.nullable(v.string()),
    to: v.nullable(v.string()),
    legs: v.pipe(v.array(v.string()), v.description('CallSids of the legs, the first 20')),
    exchanges: v.array(exchangeSchema),
    ...pageOutput,
  }),
  async run({ call, ...page }, { options }) {
    const { exchanges, callSid, legs } = await readCall(call, options)
    const [first] = exchanges
    const start = Date.parse(first?.startedAt ?? '')
    const { items, ...part } = pageOf(exchanges, page, (exchange) => rowOf(exchange, start))
    const { from, to } = partiesOf(exchanges)
    return {
      notice: untrustedNotice,
      call: cutText(callSid ?? first?.id ?? call, longestName),
      startedAt: first?.startedAt ?? '',
      from: from === null ? null : cutText(from, longestParty),
      to: to === null ? null : cutText(to, longestParty),
      legs: legs.slice(0, mostLegs).map((leg) => cutText(leg.callSid, longestName)),
      exchanges: items,
      ...part,
    }
  },
})

const mostLegs = 20
const longestName = 100
const longestParty = 120
const longestUrl = 500
const longestProblem = 500

function rowOf(exchange: Exchange, start: number): v.InferOutput<typeof exchangeSchema> {
  const { id, kind, callSid, startedAt, durationMs, request, response, signature, problem } = exchange
  return {
    id,
    kind,
    leg: callSid === null ? null : cutText(callSid, longestName),
    atMs: Date.parse(startedAt) - start,
    durationMs,
    method: cutText(request.method, 20),
    url: cutText(request.url, longestUrl),
    status: response?.status ?? null,
    signature,
    problem: problem === null ? null : cutText(problem.message, longestProblem),
    heard: [...heardOf(response)],
  }
}
