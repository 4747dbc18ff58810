import { isFinalCallStatus, nextCallStatuses, type CallStatus, type Direction } from '@ringback/catalog'

/** The statuses of a call of one direction, from the first to a final one; zeros choose the call that is answered. */
export function statusesOf(direction: Direction, choices: readonly number[]): readonly CallStatus[] {
  const statuses: CallStatus[] = []
  let next = nextCallStatuses(direction)
  for (let step = 0; next.length > 0; step += 1) {
    const status = next[(choices[step] ?? 0) % next.length]
    if (status === undefined) break
    statuses.push(status)
    if (isFinalCallStatus(status)) break
    next = nextCallStatuses(direction, status)
  }
  return statuses
}
