import { RingbackError } from '@ringback/common'
import type { Exchange } from '../exchange.ts'
import { codeOf } from './in-transaction.ts'

/**
 * Why a database can never take an exchange, for an error with which `append` rejected; undefined when it may take it another time.
 * Tells nothing of what is in the exchange.
 */
export function refusalOf(error: unknown): string | undefined {
  if (error instanceof RingbackError && error.code === 'no-time')
    return 'its time is none that a calendar has'
  return isAboutData(error) ? `PostgreSQL refuses it (${codeOf(error)})` : undefined
}

/** Classes of errors of PostgreSQL that are about what was given: data exceptions, broken constraints and exceeded limits. */
export function isAboutData(error: unknown): boolean {
  return /^(?:22|23|54)...$/.test(codeOf(error))
}

/** Throws a RingbackError `no-time` when there can be no partition for an exchange. */
export function assertDated({ id, startedAt }: Exchange): void {
  if (/^\d{4}-/.test(startedAt) && !Number.isNaN(Date.parse(startedAt))) return
  throw new RingbackError(
    'no-time',
    `Exchange ${id} was not kept: ${JSON.stringify(startedAt)} is no time from the year 0 to 9999.`,
  )
}
