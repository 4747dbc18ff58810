import type { ConnectionSettings } from '@ringback/catalog'
import type { Headers } from '@ringback/recording'
import { headerValues } from '../transport/raw-headers.ts'
import { authorizationFor } from './authorization.ts'
import type { ClientSetup } from './client-options.ts'
import type { FailureReason } from '../transport/transport-failure.ts'
import { sendOnce, type HopRequest, type HopResult } from './send-once.ts'

/**
 * Sends a request as often as its retry policy says. The last result counts; all are returned. By default only a
 * failure to connect is tried again: a request that may have reached the app is repeated only where the URL's
 * connection overrides say so (docs/facts/webhooks.md, section 4.3).
 */
export async function sendAttempts(
  request: HopRequest,
  setup: ClientSetup,
  connection: ConnectionSettings,
  signal: AbortSignal,
): Promise<readonly [HopResult, ...HopResult[]]> {
  const first = await sendOnce(request, setup, connection, signal)
  const results: [HopResult, ...HopResult[]] = [first]
  let last = first
  const again = async (changed: HopRequest): Promise<void> => {
    last = await sendOnce(changed, setup, connection, signal)
    results.push(last)
  }
  for (let retry = 0; retry < connection.retries; retry += 1) {
    if (signal.aborted || !isRetried(last, connection.retryOn)) break
    await again(request)
  }
  const authorization = authorizationOf(request, last, setup)
  if (authorization.length > 0) {
    await again({ ...request, extraHeaders: [...request.extraHeaders, ...authorization] })
  }
  return results
}

function isRetried({ received, failure }: HopResult, retryOn: readonly string[]): boolean {
  if (retryOn.includes(retryReason.all))
    return failure !== null || (received !== null && received.status >= 400)
  if (failure !== null) {
    if (connectFailures.has(failure)) return retryOn.includes(retryReason.connect)
    return failure === 'no-answer-in-time' && retryOn.includes(retryReason.read)
  }
  if (received === null) return false
  if (received.status >= 500) return retryOn.includes(retryReason.serverError)
  return received.status >= 400 && retryOn.includes(retryReason.clientError)
}

/** The words of the `rp` override. */
const retryReason = { connect: 'ct', read: 'rt', clientError: '4xx', serverError: '5xx', all: 'all' } as const

const connectFailures: ReadonlySet<FailureReason> = new Set([
  'connect-timeout',
  'tcp-timeout',
  'connection-refused',
  'connection-failed',
])

function authorizationOf(request: HopRequest, { received }: HopResult, setup: ClientSetup): Headers {
  const { credentials, target } = request.url
  if (received?.status !== 401 || credentials === undefined) return []
  const value = authorizationFor(headerValues(received.headers, 'www-authenticate'), credentials, {
    method: request.method,
    target,
    cnonce: setup.ids.uuid().replaceAll('-', ''),
  })
  return value === undefined ? [] : [['Authorization', value]]
}
