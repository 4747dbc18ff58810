import { judgeExchange } from '@ringback/checks'
import { parametersOf, type Body, type Exchange } from '@ringback/recording'
import * as v from 'valibot'
import { cutText } from '../../answers/cut-text.ts'
import { excerptOf, excerptSchema } from '../../answers/excerpt.ts'
import { findingAnswer, findingSchema } from '../../answers/finding.ts'
import { firstThatFit } from '../../answers/first-that-fit.ts'
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
    leftOut: v.pipe(
      v.number(),
      v.description('Headers, parameters and findings for which there was no room'),
    ),
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
    const headers = pairsOf(request.headers)
    const parameters = pairsOf(parametersOf(request))
    const answerHeaders = pairsOf(response?.headers ?? [])
    const findings = firstThatFit(judgeExchange(exchange), listCharacters, (finding) =>
      findingAnswer(finding, finding.where),
    )
    return {
      notice: untrustedNotice,
      id,
      kind: exchange.kind,
      startedAt: exchange.startedAt,
      durationMs: exchange.durationMs,
      method: cutText(request.method, 20),
      url: cutText(request.url, longestUrl),
      headers: headers.items,
      parameters: parameters.items,
      leftOut: headers.leftOut + parameters.leftOut + answerHeaders.leftOut + findings.leftOut,
      status: response?.status ?? null,
      answerHeaders: answerHeaders.items,
      answer: response === null ? null : textIn(response.body, textOffset),
      heard: [...heardOf(response)],
      signature: exchange.signature,
      signatureCause: causeOf(exchange),
      problem: problem === null ? null : cutText(problem.message, longestValue),
      findings: findings.items,
    }
  },
})

const longestValue = 500
const longestUrl = 2000
/** What one list of this answer may take. */
const listCharacters = 7000

function pairsOf(
  pairs: readonly (readonly [name: string, value: string])[],
): ReturnType<typeof firstThatFit<unknown, { readonly name: string; readonly value: string }>> {
  return firstThatFit(pairs, listCharacters, ([name, value]) => ({
    name: cutText(name, 100),
    value: cutText(value, longestValue),
  }))
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
