import { callStatus, isFinalCallStatus } from '@ringback/catalog'
import type { Leg } from '@ringback/simulator/engine'
import { restCallStatus } from '../data/rest-values.ts'

/** A call as the REST API knows it: before it is placed, while it runs, and afterwards. */
export interface CallRow {
  readonly sid: string
  readonly from: string
  readonly to: string
  readonly direction: string
  readonly parentCallSid: string | null
  readonly createdAt: number
  updatedAt: number
  /** Milliseconds that the call waited to be placed. */
  readonly queueMs: number
  /** Once it is placed. */
  leg: Leg | undefined
  /** Canceled before it was placed. */
  isCanceled: boolean
  /** Removes a waiting call from the queue. */
  readonly unplace: () => void
}

/** The status in the REST API. */
export function statusOf({ leg, isCanceled }: CallRow): string {
  if (leg !== undefined)
    return leg.endedAt === undefined ? (restCallStatus[leg.status] ?? leg.status) : endOf(leg)
  return isCanceled ? callStatus.canceled : callStatus.queued
}

/** The status that an ended leg has, or is about to have. */
function endOf({ status, finalStatus, answeredAt }: Leg): string {
  if (isFinalCallStatus(status)) return status
  return finalStatus ?? (answeredAt === undefined ? callStatus.canceled : callStatus.completed)
}

/** True once the call is over. */
export function isOver(row: CallRow): boolean {
  return isFinalCallStatus(statusOf(row))
}
