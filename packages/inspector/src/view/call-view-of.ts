import { debuggerCodeRow, kindRow, limits } from '@ringback/catalog'
import { judgeExchange } from '@ringback/checks'
import { printableJson } from '@ringback/common'
import {
  parametersOf,
  partiesOf,
  restApiSource,
  toHar,
  type Exchange,
  type Recording,
} from '@ringback/recording'
import type { CallView, ExchangeView } from '../model/call-view.ts'
import { answerView, bodyView } from './answer-view.ts'
import { curlOf, type CurlOptions } from './curl-of.ts'
import { findingView } from './finding-view.ts'
import { parameterViews } from './parameter-views.ts'

/** How a recording is turned into what the page shows. */
export interface CallViewOptions extends CurlOptions {
  /** The version of ringback, for the HTTP Archive. */
  readonly version: string
}

/** A recording with everything that the page shows of it. */
export function callViewOf(recording: Recording, options: CallViewOptions): CallView {
  const { exchanges, callSid, legs } = recording
  const first = exchanges[0]
  const start = Date.parse(first?.startedAt ?? '')
  return {
    id: first?.id ?? '',
    callSid,
    startedAt: first?.startedAt ?? '',
    ...partiesOf(exchanges),
    isRedacted: exchanges.every(({ redaction }) => redaction !== undefined),
    legs,
    limitMs: limits.totalTimeoutMs,
    exchanges: exchanges.map((exchange) => exchangeView(exchange, start, options)),
    har: printableJson(toHar([recording], { version: options.version }), 2),
  }
}

function exchangeView(exchange: Exchange, start: number, options: CallViewOptions): ExchangeView {
  const { id, kind, callSid, durationMs, request, response, problem, signatureCause } = exchange
  const findings = judgeExchange(exchange).map(findingView)
  return {
    id,
    kind,
    trigger: kind === null ? null : kindRow(kind).trigger,
    from: exchange.provenance.source === restApiSource ? 'app' : 'twilio',
    leg: callSid,
    offsetMs: Date.parse(exchange.startedAt) - start,
    durationMs,
    method: request.method,
    url: request.url,
    headers: request.headers,
    body: bodyView(request.body),
    parameters: parameterViews(kind, parametersOf(request), request.method),
    answer: response === null ? null : answerView(response, findings),
    problem: problem === null ? null : problemView(problem),
    findings,
    signature: exchange.signature,
    signatureCause:
      signatureCause === undefined
        ? null
        : { message: signatureCause.message, change: changeOf(signatureCause) },
    curl: curlOf(request, kind, options),
  }
}

function problemView({ message, twilioCode }: NonNullable<Exchange['problem']>): ExchangeView['problem'] {
  const title = twilioCode === undefined ? undefined : debuggerCodeRow(twilioCode)?.title
  return { message, twilioCode: twilioCode ?? null, title: title ?? null }
}

function changeOf({ publicUrl, change }: NonNullable<Exchange['signatureCause']>): string | null {
  const urlToPass = publicUrl === undefined ? [] : [`Pass --public-url ${publicUrl}`]
  const changes = [...urlToPass, ...(change === undefined ? [] : [change])]
  return changes.length === 0 ? null : changes.join('. ')
}
