import { debuggerCodeRow, kinds, parameter, type Parameters } from '@ringback/catalog'
import { restApiSource } from '@ringback/msw/server'
import { parametersOf, type Exchange, type ExchangeResponse, type Recording } from '@ringback/recording'
import { describeForCaller, parseTwiml } from '@ringback/twiml'
import { pathOf } from '../../format/path-of.ts'
import type { Styles } from '../../shell/styles.ts'
import { partiesOf } from './list.ts'

/** A call as it went: each webhook with what is new in it, and what the caller heard because of the answer. */
export function transcript(recording: Recording, styles: Styles): string {
  const { bold, dim } = styles
  const { exchanges, callSid, legs, redaction } = recording
  const start = Date.parse(exchanges[0]?.startedAt ?? '')
  const seen = new Map<string, string>()
  const head = [
    `${bold(callSid ?? 'No call')}  ${partiesOf(recording)}`,
    dim(`  ${exchanges[0]?.startedAt ?? ''}${redaction === undefined ? '' : ', redacted'}`),
    ...legs
      .filter(({ parentCallSid }) => parentCallSid !== null)
      .map((leg) => dim(`  leg ${leg.callSid}, dialled by ${leg.parentCallSid}`)),
  ]
  return [...head, ...exchanges.flatMap((exchange) => step(exchange, start, seen, styles))].join('\n')
}

function step(
  exchange: Exchange,
  start: number,
  seen: Map<string, string>,
  styles: Styles,
): readonly string[] {
  const { bold, dim, yellow } = styles
  const seconds = ((Date.parse(exchange.startedAt) - start) / 1000).toFixed(1).padStart(7)
  const path = pathOf(exchange.request.url)
  const news = newsOf(parametersOf(exchange.request), seen)
  const signature = exchange.signature === 'invalid' || exchange.signature === 'missing'
  return [
    '',
    `${dim(`${seconds} s`)}  ${bold(exchange.kind ?? (exchange.provenance.source === restApiSource ? 'app → Twilio' : 'not recognised'))}  ${exchange.request.method} ${path}${dim(`  ${exchange.id}`)}`,
    ...(news === '' ? [] : [`           ${news}`]),
    ...(signature ? [yellow(`           its signature was ${exchange.signature}`)] : []),
    ...answerLines(exchange, styles),
  ]
}

/** Those that say nothing about the course of the call. */
const silent = new Set<string>([
  parameter.AccountSid,
  parameter.ApiVersion,
  parameter.CallSid,
  parameter.Caller,
  parameter.Called,
  parameter.CallToken,
  parameter.StirPassportToken,
])
const geo = new Set(
  kinds
    .flatMap(({ parameters }) => parameters.map(({ name }) => name))
    .filter((name) => /^(From|To|Caller|Called)(City|State|Zip|Country)$/.test(name)),
)

/** The parameters that were not there before or have changed, as `Name=value`. */
function newsOf(parameters: Parameters, seen: Map<string, string>): string {
  const news = parameters.filter(
    ([name, value]) => value !== '' && !silent.has(name) && !geo.has(name) && seen.get(name) !== value,
  )
  for (const [name, value] of parameters) seen.set(name, value)
  return news.map(([name, value]) => `${name}=${shortened(value)}`).join('  ')
}

function shortened(value: string): string {
  return value.length > 60 ? `${value.slice(0, 57)}...` : value
}

function answerLines({ response, problem, durationMs }: Exchange, styles: Styles): readonly string[] {
  const { dim, red } = styles
  const lines = response === null ? [] : heard(response)
  const status = response === null ? 'no answer' : `${response.status}`
  const code = problem?.twilioCode
  return [
    dim(`           ${status} in ${Math.round(durationMs)} ms`),
    ...lines.map((line) => `           ${styles.cyan('│')} ${line}`),
    ...(problem === null
      ? []
      : [
          red(
            `           ${problem.message}${code === undefined ? '' : ` (${code} ${debuggerCodeRow(code)?.title ?? ''})`}`,
          ),
        ]),
  ]
}

function heard({ body, headers }: ExchangeResponse): readonly string[] {
  const text = 'text' in body ? body.text : ''
  if (text.trim() === '') return []
  const { document, findings } = parseTwiml(text)
  if (document !== null) return describeForCaller(document)
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? 'no content type'
  const reason = text.includes('<Response') ? findings[0]?.message : undefined
  return [reason ?? `${type}: ${shortened(text.replaceAll(/\s+/g, ' '))}`]
}
