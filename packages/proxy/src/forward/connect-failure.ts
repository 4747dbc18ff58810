import { failureReason } from '@ringback/catalog'
import type { ForwardFailure } from './forwarder.ts'

/** What OpenSSL says when the other side answers a TLS greeting in another protocol, usually plain HTTP. */
const notTls = /wrong version number|packet length too long|http request/i

/** Why there is no connection to the app (`connect`), or no TLS session on it (`tls`). */
export function connectFailure(
  stage: 'connect' | 'tls',
  error: NodeJS.ErrnoException | undefined,
): ForwardFailure {
  const reason = failureReason(error?.code, stage)
  if (error === undefined || error.message === '') return { stage, reason, message: 'The connection closed.' }
  if (notTls.test(error.message))
    return {
      stage: 'tls',
      reason,
      message: 'It does not answer in TLS. If it speaks plain http, write http:// in its URL.',
    }
  return { stage, reason, message: `${error.message}.` }
}

/** The failure when the app's connection, or its TLS session, was not there within `limits.connectTimeoutMs`. */
export function connectTimeout(stage: 'connect' | 'tls', limitMs: number): ForwardFailure {
  const message = `The app did not accept the connection within ${limitMs / 1000} s (limits.connectTimeoutMs).`
  return { stage, reason: 'connect-timeout', message }
}
