import {
  decodeForm,
  encodeForm,
  encodingStyle,
  parameter,
  valueOf,
  type WebhookKind,
} from '@ringback/catalog'
import type { ObservedExchange, ProbeContext, ProbedExchange, ProbeRequest } from '@ringback/checks'
import { verify, sign } from '@ringback/signature'

export const authToken = 'a-token-for-tests'
export const voiceUrl = 'https://phone.example.com/voice?line=1'

export interface Answer {
  readonly status?: number
  readonly type?: string | null
  readonly body?: string
  readonly durationMs?: number
}

/** An exchange of a kind with an answer; a clean one by default. */
export function exchangeOf(
  kind: WebhookKind | null,
  {
    status = 200,
    type = 'text/xml',
    body = '<Response><Say>Hello</Say></Response>',
    durationMs = 20,
  }: Answer,
  form = 'CallSid=CA00000000000000000000000000000001&From=%2B14155550100',
): ObservedExchange {
  return {
    kind,
    request: { method: 'POST', url: voiceUrl, headers: [], body: { text: form } },
    response: { status, headers: type === null ? [] : [['Content-Type', type]], body: { text: body } },
    durationMs,
    problem: null,
  }
}

/** What an app is told about a request. */
export interface Received {
  readonly request: ProbeRequest
  readonly form: string
  readonly isSigned: boolean
  readonly get: (name: string) => string | undefined
}

/** The parameters of a plain call, good for any kind. */
export const plainParameters = [
  ['AccountSid', 'AC00000000000000000000000000000000'],
  ['CallSid', 'CA00000000000000000000000000000001'],
  ['From', '+14155550100'],
  ['To', '+14155550199'],
  ['CallStatus', 'completed'],
  ['FromCity', 'SAN FRANCISCO'],
] as const

export function plainRequest(kind: WebhookKind, url = voiceUrl): ProbeRequest {
  return { kind, method: 'POST', url, parameters: plainParameters }
}

/** A probe's context around an app that is a function. */
export function contextFor(app: (received: Received) => Answer): ProbeContext & { sent: ProbeRequest[] } {
  let sids = 0
  const sent: ProbeRequest[] = []
  return {
    sent,
    authToken,
    otherUrls: ['https://phone.example.com/menu'],
    accepts: () => true,
    freshSid(prefix) {
      sids += 1
      return prefix + sids.toString(16).padStart(32, '0')
    },
    begin: async () => undefined,
    openSocket: async () => false,
    send(request) {
      sent.push(request)
      return Promise.resolve(answered(request, app))
    },
  }
}

function answered(request: ProbeRequest, app: (received: Received) => Answer): ProbedExchange {
  const { kind, method, parameters, style = encodingStyle(kind) } = request
  const form = encodeForm(parameters, style)
  const url = method === 'GET' ? `${request.url}&${form}` : request.url
  const signature =
    request.signature === undefined
      ? sign({ url, authToken, parameters: method === 'GET' ? [] : parameters })
      : (request.signature ?? '')
  const isSigned = verify({
    url,
    method,
    parameters: method === 'GET' ? [] : parameters,
    authToken,
    signature,
  })
  const received = decodeForm(form).parameters
  const answer = app({ request, form, isSigned, get: (name) => valueOf(received, name) })
  return { ...exchangeOf(kind, answer, form), redirectedTo: null }
}

export const callSidOf = ({ get }: Received): string => get(parameter.CallSid) ?? ''
