import { failureReason, type ConnectionStage, type FailureReason as NetworkReason } from '@ringback/catalog'

/**
 * Why no answer, or an incomplete one, was received: a failure of the network; `app-threw`: the app in this process
 * threw; `aborted`: the request was aborted.
 */
export type FailureReason = NetworkReason | 'aborted' | 'app-threw'

/** The error with which a transport rejects. */
export class TransportFailure extends Error {
  override readonly name = 'TransportFailure'
  readonly reason: FailureReason

  constructor(reason: FailureReason, message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}

/** The failure for an error of Node's network modules and the stage of the connection. */
export function failureOf(error: unknown, stage: ConnectionStage = 'answer'): TransportFailure {
  if (error instanceof TransportFailure) return error
  const { code, message } = detailsOf(error)
  const reason = code === 'ABORT_ERR' ? 'aborted' : failureReason(code, stage)
  return new TransportFailure(reason, message, { cause: error })
}

function detailsOf(error: unknown): { code: string | undefined; message: string } {
  // Connecting to a name with several addresses fails with the errors of each of them.
  const cause: unknown = error instanceof AggregateError ? error.errors[0] : error
  if (!(cause instanceof Error)) return { code: undefined, message: String(cause) }
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined
  return { code, message: cause.message }
}
