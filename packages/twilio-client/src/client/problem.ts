import type { Problem } from '@ringback/recording'
import type { FailureReason, TransportFailure } from '../transport/transport-failure.ts'

/** Every way in which fetching an answer can go wrong, with the code that Twilio's debugger logs. */
const twilioCodes = {
  'bad-url': 11100,
  'http-status': 11200,
  'no-answer-in-time': 11200,
  'no-content-type': 11200,
  'answer-cut-short': 11200,
  'app-threw': 11200,
  'tcp-timeout': 11201,
  'connection-refused': 11202,
  'total-timeout': 11203,
  'connection-failed': 11205,
  'protocol-violation': 11206,
  'bad-host-name': 11210,
  'too-many-redirects': 11215,
  'bad-redirect': 11216,
  'tls-handshake': 11220,
  'certificate-mismatch': 11235,
  'certificate-expired': 11236,
  'certificate-untrusted': 11237,
  'answer-too-large': 11750,
  'empty-answer': 11770,
  'bad-content-type': 12300,
  'caller-id-missing': 13214,
  'queue-full': 14207,
  'stream-handshake': 31920,
  'refer-without-sip': 13801,
  'transfer-refused': 13802,
  'callback-failed': 15003,
  'conference-full': 16020,
  'label-in-use': 16025,
  'no-base-url': 15004,
  'callback-answer-too-large': 17583,
  'callback-too-many-redirects': 17584,
} as const

/** A problem's name that Twilio has a code for. */
export type TwilioProblemCode = keyof typeof twilioCodes

/** A problem with the code of Twilio's debugger. */
export function twilioProblem(code: TwilioProblemCode, message: string, twilioCode?: number): Problem {
  return { code, message, twilioCode: twilioCode ?? twilioCodes[code] }
}

const codeByReason: Readonly<Record<FailureReason, TwilioProblemCode>> = {
  'bad-host': 'bad-host-name',
  'connect-timeout': 'connection-failed',
  'tcp-timeout': 'tcp-timeout',
  refused: 'connection-refused',
  unreachable: 'connection-failed',
  'read-timeout': 'no-answer-in-time',
  'cut-short': 'answer-cut-short',
  'protocol-violation': 'protocol-violation',
  'tls-handshake': 'tls-handshake',
  'certificate-mismatch': 'certificate-mismatch',
  'certificate-expired': 'certificate-expired',
  'certificate-untrusted': 'certificate-untrusted',
  aborted: 'no-answer-in-time',
  'app-threw': 'app-threw',
}

/** What a transport's failure is to Twilio. */
export function problemOfFailure(failure: TransportFailure, url: string): Problem {
  return twilioProblem(codeByReason[failure.reason], `${url}: ${failure.message}`)
}
