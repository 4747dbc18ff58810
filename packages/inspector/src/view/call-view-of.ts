import { debuggerCodeRow, kindRow, limits } from '@ringback/catalog'
import { judgeExchange } from '@ringback/checks'
import { printableJson } from '@ringback/common'
import {
  parametersOf,
  partiesOf,
  restApiSource,
  socketSource,
  toHar,
  type Exchange,
  type Recording,
} from '@ringback/recording'
import type { CallView, ExchangeView } from '../model/call-view.ts'
import { answerView, bodyView } from './answer-view.ts'
import { createConversation } from './conversation.ts'
import { curlOf, type CurlOptions } from './curl-of.ts'
import { findingView } from './finding-view.ts'
import { parameterViews } from './parameter-views.ts'
import { socketNote } from './sockets/socket-note.ts'
import { socketViewOf } from './sockets/socket-view-of.ts'

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
  const told = createConversation()
  return {
    id: first?.id ?? '',
    callSid,
    startedAt: first?.startedAt ?? '',
    ...partiesOf(exchanges),
    isRedacted: exchanges.every(({ redaction }) => redaction !== undefined),
    legs,
    limitMs: limits.totalTimeoutMs,
    exchanges: exchanges.map((exchange) => exchangeView(exchange, { recording, start, told, options })),
    har: printableJson(toHar([recording], { version: options.version }), 2),
  }
}

/** What an exchange is a part of. */
interface Around {
  readonly recording: Recording
  /** When the call started. */
  readonly start: number
  readonly told: ReturnType<typeof createConversation>
  readonly options: CallViewOptions
}

function exchangeView(exchange: Exchange, { recording, start, told, options }: Around): ExchangeView {
  const { id, kind, callSid, durationMs, request, response, problem, socket, provenance } = exchange
  const isSocket = provenance.source === socketSource
  const findings = isSocket ? [] : judgeExchange(exchange).map(findingView)
  const parameters = parametersOf(request)
  return {
    id,
    kind,
    title: kind ?? titles.get(provenance.source) ?? 'not recognised',
    trigger: kind === null ? null : kindRow(kind).trigger,
    from: provenance.source === restApiSource ? 'app' : 'twilio',
    leg: callSid,
    offsetMs: Date.parse(exchange.startedAt) - start,
    durationMs,
    method: request.method,
    url: request.url,
    headers: request.headers,
    body: bodyView(request.body),
    parameters: isSocket ? [] : parameterViews(kind, parameters, request.method),
    told: told(callSid, parameters),
    answer: response === null ? null : answerView(response, findings),
    socket: socket === undefined ? null : socketViewOf(socket, durationMs),
    isSocket,
    socketNote: socketNote(exchange, recording.exchanges),
    problem: problem === null ? null : problemView(problem),
    findings,
    signature: exchange.signature,
    signatureCause: causeView(exchange),
    curl: isSocket ? { reason: 'A WebSocket is not opened by a curl line.' } : curlOf(request, kind, options),
  }
}

const titles: ReadonlyMap<string | undefined, string> = new Map([
  [restApiSource, 'REST API'],
  [socketSource, 'WebSocket'],
])

/** Why a signature does not match, in the words of the recorder; where to look on where it has none. */
function causeView({ id, signature, signatureCause }: Exchange): ExchangeView['signatureCause'] {
  if (signatureCause !== undefined)
    return { message: signatureCause.message, change: changeOf(signatureCause) }
  if (signature === 'missing') {
    const message =
      'The request had no header X-Twilio-Signature. Twilio signs every request, so it is not from Twilio, or something in between removed the header.'
    return { message, change: null }
  }
  if (signature !== 'invalid') return null
  return { message: 'The recorder noted no cause.', change: `Look for it: ringback doctor ${id}` }
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
