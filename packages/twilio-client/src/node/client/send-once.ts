import type { ConnectionSettings, Parameters } from '@ringback/catalog'
import {
  bodyOf,
  headerOf,
  type Body,
  type ExchangeResponse,
  type Headers,
  type Problem,
} from '@ringback/recording'
import { failureOf, type FailureReason } from '../transport/transport-failure.ts'
import type { ClientSetup } from './client-options.ts'
import { problemOfFailure } from './problem-of-failure.ts'
import { readBody } from './read-body.ts'
import { requestHeaders } from '../../request/request-headers.ts'
import { routeOf } from './route.ts'
import type { Hop } from './webhook-request.ts'
import { requestedUrl, type WebhookUrl } from '../../request/webhook-url.ts'

/** One request as it is to be sent. */
export interface HopRequest {
  readonly method: 'GET' | 'POST'
  readonly url: WebhookUrl
  readonly parameters: Parameters
  readonly body: Uint8Array
  /** The same as it is recorded. */
  readonly recordedBody: Body
  readonly idempotencyToken: string
  /** Cookies, conditions, authorization. */
  readonly extraHeaders: Headers
  /** How many bytes of the answer are read. */
  readonly limit: number
}

/** A complete answer: all of it was read, or as much as the limit allows. */
export interface ReceivedAnswer {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Uint8Array
  /** The same as it is recorded. */
  readonly body: Body
  readonly cut: boolean
}

/** The result of one request. */
export interface HopResult {
  readonly hop: Hop
  readonly received: ReceivedAnswer | null
  /** Why nothing (or not all) was received; null also when ringback refused to send. */
  readonly failure: FailureReason | null
}

function headersOf(request: HopRequest, setup: ClientSetup, isForwarded: boolean): Headers {
  const { forwardedHeaders, authToken, homeRegion } = setup
  const { idempotencyToken, extraHeaders } = request
  return requestHeaders(request, {
    authToken,
    homeRegion,
    idempotencyToken,
    extraHeaders,
    isForwarded: forwardedHeaders === 'auto' ? isForwarded : forwardedHeaders === 'always',
  })
}

const nothingRead: Body = { text: '', truncatedAt: 0 }

/** An answer as an exchange holds it. */
export function responseOf({ status, headers, body }: ReceivedAnswer): ExchangeResponse {
  return { status, headers, body }
}

/** Sends one request and reads its answer. Does not throw. */
export async function sendOnce(
  request: HopRequest,
  setup: ClientSetup,
  connection: ConnectionSettings,
  signal: AbortSignal,
): Promise<HopResult> {
  const startedAt = setup.clock.now()
  const url = requestedUrl(request.url)
  const route = routeOf(request.url, setup)
  const isRefused = 'code' in route
  const headers = isRefused ? [] : headersOf(request, setup, route.forwarded)
  const finish = (received: ReceivedAnswer | null, problem: Problem | null): Hop => ({
    request: { method: request.method, url, headers, body: request.recordedBody },
    response: received && responseOf(received),
    startedAt,
    durationMs: setup.clock.now() - startedAt,
    problem,
  })
  if (isRefused) return { hop: finish(null, route), received: null, failure: null }
  let received: ReceivedAnswer | null = null
  try {
    const response = await route.transport.send({
      method: request.method,
      origin: route.origin,
      target: route.target,
      publicUrl: url,
      headers,
      body: request.body,
      connectTimeoutMs: connection.connectTimeoutMs,
      readTimeoutMs: connection.readTimeoutMs,
      verifyTls: connection.verifyTls,
      signal,
    })
    const { status, headers: answered } = response
    received = { status, headers: answered, bytes: new Uint8Array(), body: nothingRead, cut: true }
    const { bytes, cut } = await readBody(
      response.body,
      headerOf(answered, 'content-encoding'),
      request.limit,
    )
    const body = bodyOf(bytes, cut ? bytes.length : undefined)
    received = { status, headers: answered, bytes, body, cut }
    return { hop: finish(received, null), received, failure: null }
  } catch (error) {
    const failure = failureOf(error)
    return {
      hop: finish(received, problemOfFailure(failure, url)),
      received: null,
      failure: failure.reason,
    }
  }
}
