import { callStatusMachines, callEventStatuses } from '../data/call-status-machine.ts'
import type { CallStatus, Direction } from '../values.gen.ts'

const finalStatuses: ReadonlySet<string> = new Set(callEventStatuses.completed)

/** Whether a call in this status is over; its status never changes again. False for any other text. */
export function isFinalCallStatus(status: string): boolean {
  return finalStatuses.has(status)
}

/** The statuses that may follow, none after a final one. Without `status`, those a call may start in. */
export function nextCallStatuses(direction: Direction, status?: CallStatus): readonly CallStatus[] {
  const machine = callStatusMachines[direction]
  return status === undefined ? machine.first : machine.next[status]
}
