import { failureReason, type FailureReason } from '@ringback/catalog'

/** Why a WebSocket was not opened. */
export type SocketFailure =
  /** The upgrade was answered, but not with the protocol. */
  | { readonly type: 'refused'; readonly message: string; readonly status?: number }
  /** The network or TLS failed. */
  | { readonly type: 'network'; readonly reason: FailureReason; readonly message: string }

/** The failure for an error of the WebSocket library while it connects. */
export function socketFailureOf(error: Error): SocketFailure {
  const { message } = error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  if (/handshake has timed out/i.test(message)) return { type: 'network', reason: 'connect-timeout', message }
  // Without a code, or in the library's own words, it is the answer to the upgrade that is wrong.
  if (code === undefined || code.startsWith('WS_ERR')) return { type: 'refused', message }
  const wasConnected = code === 'ECONNRESET' || code === 'EPIPE'
  const reason = failureReason(code, wasConnected ? 'answer' : 'connect')
  return { type: 'network', reason, message: message === '' ? code : message }
}
