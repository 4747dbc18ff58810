import { judgeExchange } from '@ringback/checks'
import { parametersOf, type Body, type Exchange } from '@ringback/recording'
import * as v from 'valibot'
import { cutText } from '../../answers/cut-text.ts'
import { excerptOf, excerptSchema } from '../../answers/excerpt.ts'
import { findingAnswer, findingSchema } from '../../answers/finding.ts'
import { noticeSchema, untrustedNote, untrustedNotice } from '../../answers/notice.ts'
import { callName, exchangeName } from '../../calls/call-name.ts'
import { heardOf } from '../../calls/heard.ts'
import { exchangeWithId, readCall } from '../../calls/open-calls.ts'
import { defineTool, type Tool } from '../../server/tool.ts'

const pairSchema = v.strictObject({ name: v.string(), value: v.string() })

/** One webhook of a recorded call with its answer. */
export const readExchange: Tool = defineTool({
  name: 'read_exchange',
  title: 'Read one recorded webhook',
  description: `Shows one webhook of a recorded call in full: parameters, headers, the answer of the app with its TwiML, the verdict on the signature, and what Twilio would complain about. Long answers come in parts. ${untrustedNote}`,
  acts: false,
  input: v.strictObject({
    call: callName,
    exchange: exchangeName,
    textOffset: v.optional(
      v.pipe(
        v.number(),
        v.integer(),
        v.minValue(0),
        v.description('Where in the body of the answer to begin; nextOffset of the part before'),
      ),
      0,
    ),
  }),
  output: v.strictObject({
    notice: noticeSchema,
    id: v.string(),
    kind: v.nullable(v.string()),
    startedAt: v.string(),
    durationMs: v.number(),
    method: v.string(),
    url: v.string(),
    headers: v.array(pairSchema),
    parameters: v.array(pairSchema),
    leftOut: v.pipe(v.number(), v.description('Headers and parameters beyond the first 60 of each')),
    status: v.nullable(v.number()),
    answerHeaders: v.array(pairSchema),
    answer: v.pipe(
      v.nullable(excerptSchema),
      v.description('The body of the answer; null: none, or no text'),
    ),
    heard: v.array(v.string()),
    signature: v.string(),
    signatureCause: v.nullable(v.string()),
    problem: v.nullable(v.string()),
    findings: v.array(findingSchema),
  }),
  async run({ call, exchange: id, textOffset }, { options }) {
    const exchange = exchangeWithId(await readCall(call, options), id)
    const { request, response, problem } = exchange
    const parameters = parametersOf(request)
    const lists = [request.headers, parameters, response?.headers ?? []]
    return {
      notice: untrustedNotice,
      id,
      kind: exchange.kind,
      startedAt: exchange.startedAt,
      durationMs: exchange.durationMs,
      method: request.method,
      url: cutText(request.url, longestUrl),
      headers: pairsOf(request.headers),
      parameters: pairsOf(parameters),
      leftOut: lists.reduce((sum, { length }) => sum + Math.max(0, length - mostPairs), 0),
      status: response?.status ?? null,
      answerHeaders: pairsOf(response?.headers ?? []),
      answer: response === null ? null : textIn(response.body, textOffset),
      heard: [...heardOf(response)],
      signature: exchange.signature,
      signatureCause: causeOf(exchange),
      problem: problem === null ? null : cutText(problem.message, longestValue),
      findings: judgeExchange(exchange)
        .slice(0, mostFindings)
        .map((finding) => findingAnswer(finding, finding.where)),
    }
  },
})

const mostPairs = 60
const longestValue = 500
const longestUrl = 2000
const mostFindings = 20

function pairsOf(
  pairs: readonly (readonly [name: string, value: string])[],
): { name: string; value: string }[] {
  return pairs
    .slice(0, mostPairs)
    .map(([name, value]) => ({ name: cutText(name, 100), value: cutText(value, valueLength(pairs.length)) }))
}

/** The more there are, the shorter each is, so that all of them fit into an answer. */
function valueLength(count: number): number {
  return Math.max(60, Math.min(longestValue, Math.floor(12_000 / Math.max(1, Math.min(count, mostPairs)))))
}

function textIn(body: Body, offset: number): ReturnType<typeof excerptOf> | null {
  return 'text' in body && body.text !== '' ? excerptOf(body.text, offset) : null
}

function causeOf({ signatureCause }: Exchange): string | null {
  if (signatureCause === undefined) return null
  const { message, publicUrl, change } = signatureCause
  const parts = [
    message,
    ...(publicUrl === undefined ? [] : [`Pass --public-url ${publicUrl}`]),
    ...(change === undefined ? [] : [change]),
  ]
  return cutText(parts.join(' '), 1000)
}
