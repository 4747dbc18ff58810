import {
  callStatus,
  decodeForm,
  encodeForm,
  kindRow,
  limits,
  parameter,
  valueOf,
  type ConnectionSettings,
} from '@ringback/catalog'
import type { Headers, Problem } from '@ringback/recording'
import { headerValues } from '../transport/raw-headers.ts'
import type { ClientSetup } from './client-options.ts'
import { connectionOf } from './connection-overrides.ts'
import type { CookieJar } from './cookie-jar.ts'
import { createGetCache, type GetCache } from './get-cache.ts'
import { judge } from './judge.ts'
import { twilioProblem } from '../../problem.ts'
import { noBody, redirectedRequest } from './redirects.ts'
import { sendAttempts } from './send-attempts.ts'
import { responseOf, type HopRequest, type HopResult, type ReceivedAnswer } from './send-once.ts'
import type { Expectation, Hop, WebhookOutcome, WebhookRequest } from './webhook-request.ts'
import { parseWebhookUrl, requestedUrl, withQuery, type WebhookUrl } from '../../request/webhook-url.ts'

/** How many bytes of a media file are read: enough to detect its type. */
const mediaLimit = 1_000_000

/** State that is kept from webhook to webhook. */
export interface ClientState {
  readonly setup: ClientSetup
  readonly cache: GetCache
  readonly jar: CookieJar
}

interface Sending extends ClientState {
  readonly expects: Expectation
  readonly settings: ConnectionSettings
  readonly signal: AbortSignal
}

/** The result of a webhook: an answer, or why it has none. */
type Ending = { readonly received: ReceivedAnswer } | { readonly problem: Problem }

/** Sends one webhook and judges its answer. */
export async function sendWebhook(request: WebhookRequest, state: ClientState): Promise<WebhookOutcome> {
  const url = parseWebhookUrl(request.url)
  if (url === undefined) {
    const problem = twilioProblem(
      'bad-url',
      `Twilio cannot request "${request.url}": it is not an absolute http or https URL.`,
    )
    return {
      sent: request,
      hops: [],
      documentUrl: request.url,
      received: null,
      answer: null,
      problem,
      warnings: [],
    }
  }
  const { settings, problems: warnings } = connectionOf(requestedUrl(url), url.fragment, state.setup.timeouts)
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), settings.totalTimeoutMs)
  const expects = request.expects ?? expectationOf(request)
  try {
    const cache = request.cache === 'no-store' ? createGetCache() : state.cache
    const sending = { ...state, cache, expects, settings, signal: controller.signal }
    const { hops, documentUrl, ending } = await follow(firstRequest(request, url, sending), sending)
    const { answer, problem } =
      'problem' in ending
        ? { answer: null, problem: ending.problem }
        : judge(
            ending.received,
            isEmptyAfterTheEnd(request, ending.received) ? 'nothing' : expects,
            documentUrl,
            state.setup.httpErrorCode,
          )
    const received = 'problem' in ending ? null : responseOf(ending.received)
    return { sent: request, hops, documentUrl, received, answer, problem, warnings }
  } finally {
    clearTimeout(timer)
  }
}

function expectationOf({ kind }: WebhookRequest): Expectation {
  if (kind === null) return 'media'
  return kindRow(kind).synchronous ? 'twiml' : 'nothing'
}

/** After the end of a call nothing of an answer is run, so that an empty one is as good. */
function isEmptyAfterTheEnd({ parameters }: WebhookRequest, { status, bytes }: ReceivedAnswer): boolean {
  const isOver = valueOf(parameters, parameter.CallStatus) === callStatus.completed
  return isOver && status === 200 && bytes.length === 0
}

function firstRequest(request: WebhookRequest, url: WebhookUrl, { setup, expects }: Sending): HopRequest {
  const { method, parameters, style = expects === 'nothing' ? 'percent' : 'plus' } = request
  const form = request.form ?? encodeForm(parameters, style)
  return {
    method,
    url: method === 'GET' ? withQuery(url, form) : url,
    parameters: request.form === undefined ? parameters : decodeForm(request.form).parameters,
    ...(method === 'GET' ? noBody : { body: Buffer.from(form), recordedBody: { text: form.toWellFormed() } }),
    idempotencyToken: request.idempotencyToken ?? setup.ids.uuid(),
    extraHeaders: [],
    limit: expects === 'media' ? mediaLimit : limits.twimlBytes,
  }
}

async function follow(
  first: HopRequest,
  sending: Sending,
): Promise<{ hops: readonly Hop[]; documentUrl: string; ending: Ending }> {
  const { setup, jar, settings, signal } = sending
  const hops: Hop[] = []
  let next = first
  for (let redirects = 0; ; redirects += 1) {
    const documentUrl = requestedUrl(next.url)
    const results = await sendAttempts(withState(next, sending), setup, settings, signal)
    hops.push(...results.map(({ hop }) => hop))
    const last = results.at(-1) ?? results[0]
    if (last.received === null)
      return { hops, documentUrl, ending: { problem: failureProblem(last, settings) } }
    const received = remembered(last.received, next, sending)
    jar.keep(documentUrl, headerValues(received.headers, 'set-cookie'), setup.clock.now())
    if (received.status < 300 || received.status > 399) return { hops, documentUrl, ending: { received } }
    const { temporaryRedirect } = setup
    const redirected = redirectedRequest(received, next, redirects, {
      expects: sending.expects,
      temporaryRedirect,
    })
    if ('code' in redirected) return { hops, documentUrl, ending: { problem: redirected } }
    next = redirected
  }
}

/** The request with cookies and conditions, where there are any. */
function withState(request: HopRequest, { jar, cache, setup }: Sending): HopRequest {
  const url = requestedUrl(request.url)
  const cookies = jar.header(url, setup.clock.now())
  if (cookies === undefined && request.method !== 'GET') return request
  const extraHeaders: Headers = [
    ...(cookies === undefined ? [] : [['Cookie', cookies] as const]),
    ...(request.method === 'GET' ? cache.conditions(url) : []),
  ]
  return { ...request, extraHeaders }
}

/** The answer; from the cache when the app answers 304. */
function remembered(
  received: ReceivedAnswer,
  { method, url }: HopRequest,
  { cache }: Sending,
): ReceivedAnswer {
  if (method !== 'GET') return received
  const key = requestedUrl(url)
  if (received.status === 304) return { ...received, ...cache.read(key) }
  if (received.status === 200 && !received.cut) cache.keep(key, received)
  return received
}

function failureProblem({ hop, failure }: HopResult, settings: ConnectionSettings): Problem {
  if (failure !== 'aborted')
    return hop.problem ?? twilioProblem('answer-cut-short', `${hop.request.url} did not answer.`)
  const message = `${hop.request.url} did not send its complete answer within ${settings.totalTimeoutMs} ms.`
  const wasOverridden = settings.totalTimeoutMs < settings.readTimeoutMs
  return twilioProblem(
    hop.response !== null || wasOverridden ? 'total-timeout' : 'no-answer-in-time',
    message,
  )
}
