import { messageOf, RingbackError } from '@ringback/common'

/** Why a store does not take exchanges. */
export interface StoreFailure {
  /** Failures of one sort are told once: {@link unavailable}, or the code of a `RingbackError`. */
  readonly sort: string
  /** What happened and what to do about it, without a full stop at its end. */
  readonly message: string
}

/** The sort of a failure that may be over in a moment, without anybody doing anything. */
export const unavailable = 'unavailable'

/** What a person is told about an error of a store. */
export function storeFailureOf(error: unknown): StoreFailure {
  if (error instanceof RingbackError) {
    const { code, message, remedy } = error
    return { sort: code, message: withoutStop(remedy === undefined ? message : `${message} ${remedy}`) }
  }
  return { sort: unavailable, message: withoutStop(reasonOf(error)) }
}

/** How pg and PostgreSQL name that something took too long. */
const timeOuts =
  /^(?:timeout|query read timeout|connection terminated due to connection timeout|canceling statement due to statement timeout)/i

function reasonOf(error: unknown): string {
  const message = messageOf(error)
  return timeOuts.test(message) ? 'the database did not answer in time' : message
}

function withoutStop(text: string): string {
  return text.replace(/\.$/, '')
}
