import type { PhoneCall, Waiting } from '@ringback/simulator'

/** Seconds between two looks at a call that waits for an unknown time. */
const shortestLook = 0.25
const longestLook = 1

/** The caller does nothing until the call wants something other than `before`, or is over. */
export async function untilChange(
  call: PhoneCall,
  before: Waiting | undefined = call.waitingFor(),
): Promise<void> {
  if (before?.for === 'gather') await call.waits(before.timeout)
  const isAsBefore = (): boolean => before !== undefined && !call.isOver() && call.waitingFor() === before
  for (let look = shortestLook; isAsBefore(); look = Math.min(longestLook, look * 1.2)) {
    await call.waits(look)
  }
  await call.settle()
}
