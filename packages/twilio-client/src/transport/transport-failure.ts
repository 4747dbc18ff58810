/** Why no answer, or only a part of it, came back. */
export type FailureReason =
  | 'bad-host'
  | 'connect-timeout'
  | 'tcp-timeout'
  | 'refused'
  | 'unreachable'
  | 'read-timeout'
  | 'cut-short'
  | 'protocol-violation'
  | 'tls-handshake'
  | 'certificate-mismatch'
  | 'certificate-expired'
  | 'certificate-untrusted'
  | 'aborted'
  | 'app-threw'

/** What a transport rejects with. */
export class TransportFailure extends Error {
  override readonly name = 'TransportFailure'
  readonly reason: FailureReason

  constructor(reason: FailureReason, message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}

const reasonByErrorCode: Readonly<Record<string, FailureReason>> = {
  ENOTFOUND: 'bad-host',
  EAI_AGAIN: 'bad-host',
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'tcp-timeout',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ABORT_ERR: 'aborted',
  ECONNRESET: 'cut-short',
  EPIPE: 'cut-short',
  CERT_HAS_EXPIRED: 'certificate-expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-mismatch',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate-untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate-untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate-untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate-untrusted',
}

/** The failure that an error of Node's network modules stands for. */
export function failureOf(error: unknown): TransportFailure {
  if (error instanceof TransportFailure) return error
  const { code, message } = detailsOf(error)
  return new TransportFailure(reasonOf(code), message, { cause: error })
}

function reasonOf(code: string): FailureReason {
  const known = reasonByErrorCode[code]
  if (known !== undefined) return known
  if (code.startsWith('HPE_')) return 'protocol-violation'
  if (code.startsWith('ERR_SSL') || code === 'EPROTO') return 'tls-handshake'
  return 'cut-short'
}

function detailsOf(error: unknown): { code: string; message: string } {
  // Connecting to a name with several addresses fails with the errors of each of them.
  const cause: unknown = error instanceof AggregateError ? error.errors[0] : error
  if (!(cause instanceof Error)) return { code: '', message: String(cause) }
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
  return { code, message: cause.message }
}
