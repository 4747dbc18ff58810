import { failureFamilies, failureRows } from '../data/failures.ts'
import type { DebuggerCode } from './error-code-row.ts'
import type { ConnectionStage, FailureReason } from './failure-row.ts'

const reasonOfStage: Readonly<Record<ConnectionStage, FailureReason>> = {
  connect: 'connection-failed',
  tls: 'tls-handshake',
  answer: 'answer-cut-short',
}

const reasonByErrorCode = new Map(
  Object.entries(failureRows).flatMap(
    ([reason, { errorCodes, stage = '' }]) =>
      errorCodes.map((errorCode) => [`${stage} ${errorCode}`, reason as FailureReason] as const), // A key of the rows.
  ),
)

/**
 * Why a connection failed, by the error code of Node or its TLS library (`ECONNREFUSED`, `CERT_HAS_EXPIRED`) and by how
 * far it was. An unknown code, or none, is told by the stage alone.
 */
export function failureReason(errorCode: string | undefined, stage: ConnectionStage): FailureReason {
  if (errorCode === undefined) return reasonOfStage[stage]
  return (
    reasonByErrorCode.get(`${stage} ${errorCode}`) ??
    reasonByErrorCode.get(` ${errorCode}`) ??
    failureFamilies.find(({ pattern }) => pattern.test(errorCode))?.reason ??
    reasonOfStage[stage]
  )
}

/** The code that Twilio's debugger logs when a request fails for this reason. */
export function failureCode(reason: FailureReason): DebuggerCode {
  return failureRows[reason].twilioCode
}

/** The code that Twilio's debugger logs when the WebSocket of a Media Stream fails to connect for this reason. */
export function failureStreamCode(reason: FailureReason): DebuggerCode {
  return failureRows[reason].streamCode
}
