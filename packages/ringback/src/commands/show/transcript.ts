import { printable, shortened } from '@ringback/common'
import { debuggerCodeRow, headerName, kinds, parameter, type Parameters } from '@ringback/catalog'
import {
  headerOf,
  parametersOf,
  partiesOf,
  restApiSource,
  socketSource,
  type Exchange,
  type ExchangeResponse,
  type Recording,
} from '@ringback/recording'
import { describeForCaller, parseTwiml } from '@ringback/twiml'
import { pathOf } from '../../format/path-of.ts'
import { wrap } from '../../format/wrap.ts'
import type { Terminal } from '../../reporters/reporter.ts'
import type { Styles } from '../../shell/styles.ts'
import { pairOf } from './list.ts'
import { socketLine } from './socket-line.ts'

/** Columns in front of everything that belongs to a webhook. */
const indent = 11
const margin = ' '.repeat(indent)

/** A call as it went: each webhook with the parameters that are new or changed, and what the caller heard. */
export function transcript(recording: Recording, { styles, columns }: Terminal): string {
  const { bold, dim } = styles
  const { exchanges, callSid, legs, redaction } = recording
  const told = tellCall(Date.parse(exchanges[0]?.startedAt ?? ''))
  const head = [
    `${bold(callSid ?? 'No call')}  ${pairOf(partiesOf(recording.exchanges))}`,
    `  ${dim(`${exchanges[0]?.startedAt ?? ''}${redaction === undefined ? '' : ', redacted'}`)}`,
    ...legs
      .filter(({ parentCallSid }) => parentCallSid !== null)
      .map((leg) => `  ${dim(`leg ${leg.callSid}, dialled by ${leg.parentCallSid}`)}`),
  ]
  return wrapped([...head, ...exchanges.flatMap((exchange) => step(exchange, told, styles))], columns)
}

/** What was told of a call so far. */
export interface ToldCall {
  /** When it started, in milliseconds since 1970. */
  readonly start: number
  /** The parameters that its webhooks had last. */
  readonly seen: Map<string, string>
}

/** Nothing is told yet of a call that started then. */
export function tellCall(start: number): ToldCall {
  return { start, seen: new Map() }
}

/** The next webhook of a call, as `transcript` shows it. */
export function transcriptStep(exchange: Exchange, told: ToldCall, { styles, columns }: Terminal): string {
  return wrapped(step(exchange, told, styles), columns)
}

function wrapped(lines: readonly string[], columns: number | undefined): string {
  return lines.flatMap((line) => wrap(line, columns, indent)).join('\n')
}

function step(exchange: Exchange, { start, seen }: ToldCall, styles: Styles): readonly string[] {
  const { bold, dim, yellow } = styles
  const seconds = ((Date.parse(exchange.startedAt) - start) / 1000).toFixed(1).padStart(7)
  const path = pathOf(exchange.request.url)
  const changed = changedParameters(parametersOf(exchange.request), seen)
  const isUnsigned = exchange.signature === 'invalid' || exchange.signature === 'missing'
  const isOurs = exchange.provenance.source === restApiSource
  const isSocket = exchange.provenance.source === socketSource
  const title = exchange.kind ?? (isOurs ? 'app → Twilio' : isSocket ? 'WebSocket' : 'not recognised')
  return [
    '',
    `${dim(`${seconds} s`)}  ${bold(title)}  ${exchange.request.method} ${path}${dim(`  ${exchange.id}`)}`,
    ...(changed === '' ? [] : [margin + changed]),
    ...(isUnsigned ? [margin + yellow(`its signature was ${exchange.signature}`)] : []),
    ...(exchange.socket === undefined
      ? answerLines(exchange, styles)
      : [margin + dim(socketLine(exchange.socket))]),
  ]
}

/** Parameters that are the same in every webhook of a call, or long. */
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
function changedParameters(parameters: Parameters, seen: Map<string, string>): string {
  const changed = parameters.filter(
    ([name, value]) => value !== '' && !silent.has(name) && !geo.has(name) && seen.get(name) !== value,
  )
  for (const [name, value] of parameters) seen.set(name, value)
  // Decoding a form brings out what stood as %1B in it.
  return changed.map(([name, value]) => `${printable(name)}=${shortened(printable(value))}`).join('  ')
}

function answerLines({ response, problem, durationMs }: Exchange, styles: Styles): readonly string[] {
  const { dim, red } = styles
  const lines = response === null ? [] : heard(response)
  const status = response === null ? 'no answer' : `${response.status}`
  return [
    margin + dim(`${status} in ${Math.round(durationMs)} ms`),
    ...lines.map((line) => `${margin}${styles.cyan('│')} ${line}`),
    ...(problem === null ? [] : [margin + red(problem.message + codeText(problem.twilioCode))]),
  ]
}

function codeText(code: number | undefined): string {
  return code === undefined ? '' : ` (${code} ${debuggerCodeRow(code)?.title ?? ''})`
}

function heard({ body, headers }: ExchangeResponse): readonly string[] {
  const text = 'text' in body ? body.text : ''
  if (text.trim() === '') return []
  const { document, findings } = parseTwiml(text)
  // As parsing a document does with &#x9b;
  if (document !== null) return describeForCaller(document).map((line) => printable(line))
  const type = headerOf(headers, headerName.contentType) ?? 'no content type'
  const reason = text.includes('<Response') ? findings[0]?.message : undefined
  return [reason ?? `${type}: ${shortened(text.replaceAll(/\s+/g, ' '))}`]
}
