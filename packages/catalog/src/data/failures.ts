import { debuggerCode } from '../codes/error-codes.gen.ts'
import type { FailureFamily, FailureReason, FailureRow } from '../codes/failure-row.ts'

/**
 * Every way in which a connection to an app fails, with the code that Twilio's debugger logs for it. Codes and their
 * meaning: docs/facts/twiml.md, sections 1.3 and 2. Error codes: Node's `errno` names and its X.509 and OpenSSL codes
 * (https://nodejs.org/api/tls.html#x509-certificate-error-codes). Which of Twilio's codes belongs to which of Node's
 * follows from the meaning of both; where Twilio has no code for a cause, it is that of the stage. Codes of streams:
 * docs/facts/realtime.md, section 4.
 */
export const failureRows: Readonly<Record<FailureReason, FailureRow>> = {
  'host-not-found': {
    twilioCode: debuggerCode.httpBadHostName,
    streamCode: debuggerCode.streamHostUnreachable,
    meaning: 'the host name does not resolve',
    errorCodes: ['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME'],
  },
  'connect-timeout': {
    twilioCode: debuggerCode.httpConnectionFailure,
    streamCode: debuggerCode.streamConnectionTimeout,
    meaning: "no connection within Twilio's own limit of 5 s, twice",
    errorCodes: ['UND_ERR_CONNECT_TIMEOUT'],
  },
  'tcp-timeout': {
    twilioCode: debuggerCode.tcpConnectionTimeout,
    streamCode: debuggerCode.streamConnectionTimeout,
    meaning: 'the operating system gave up connecting',
    errorCodes: ['ETIMEDOUT'],
    stage: 'connect',
  },
  'connection-refused': {
    twilioCode: debuggerCode.tcpConnectionRefused,
    streamCode: debuggerCode.streamConnectionRefused,
    meaning: 'nothing listens on the port',
    errorCodes: ['ECONNREFUSED'],
  },
  'connection-failed': {
    twilioCode: debuggerCode.httpConnectionFailure,
    streamCode: debuggerCode.streamHostUnreachable,
    meaning: 'no connection, for another reason of the network',
    errorCodes: ['EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'EHOSTDOWN', 'ENETDOWN', 'ECONNRESET'],
    stage: 'connect',
  },
  'tls-handshake': {
    twilioCode: debuggerCode.tlsHandshakeError,
    streamCode: debuggerCode.streamTlsError,
    meaning: 'the TLS handshake failed, or the certificate is refused for a reason without a code of its own',
    errorCodes: ['EPROTO', 'INVALID_CA', 'PATH_LENGTH_EXCEEDED', 'INVALID_PURPOSE', 'UNABLE_TO_GET_CRL'],
  },
  'certificate-mismatch': {
    twilioCode: debuggerCode.certificateDomainMismatch,
    streamCode: debuggerCode.streamTlsError,
    meaning: 'the certificate is for another host',
    errorCodes: ['ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH'],
  },
  'certificate-expired': {
    twilioCode: debuggerCode.certificateExpired,
    streamCode: debuggerCode.streamTlsError,
    meaning: 'the certificate has expired',
    errorCodes: ['CERT_HAS_EXPIRED'],
  },
  'certificate-untrusted': {
    twilioCode: debuggerCode.certificatePathNotFound,
    streamCode: debuggerCode.streamTlsError,
    meaning: 'no chain leads from the certificate to one that is trusted',
    errorCodes: [
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'UNABLE_TO_GET_ISSUER_CERT',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'CERT_UNTRUSTED',
    ],
  },
  'protocol-violation': {
    twilioCode: debuggerCode.httpProtocolViolation,
    streamCode: debuggerCode.streamHandshakeError,
    meaning: 'what came back is not HTTP/1.1',
    errorCodes: [],
  },
  'no-answer-in-time': {
    twilioCode: debuggerCode.httpRetrievalFailure,
    streamCode: debuggerCode.streamConnectionTimeout,
    meaning: 'no answer came in time',
    errorCodes: ['ETIMEDOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'],
    stage: 'answer',
  },
  'total-timeout': {
    twilioCode: debuggerCode.httpTotalTimeout,
    streamCode: debuggerCode.streamConnectionTimeout,
    meaning: 'an answer began but was not whole when the total time was used up',
    errorCodes: [],
  },
  'answer-cut-short': {
    twilioCode: debuggerCode.httpRetrievalFailure,
    streamCode: debuggerCode.streamHandshakeError,
    meaning: 'the connection closed before the answer was whole',
    errorCodes: ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'],
    stage: 'answer',
  },
}

/** Families of error codes, where a code has no row of its own. */
export const failureFamilies: readonly FailureFamily[] = [
  { reason: 'protocol-violation', pattern: /^HPE_/ },
  { reason: 'tls-handshake', pattern: /^(?:ERR_SSL|ERR_TLS|CERT_)/ },
]
