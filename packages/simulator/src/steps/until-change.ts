import type { PhoneCall, Waiting } from '@ringback/simulator'

/** Seconds after which no change is expected any more: half an hour, since a queue may play music forever. */
const longestWait = 1800

/** The caller does nothing until the call waits for something other than `before`, is over, or runs for too long. */
export async function untilChange(
  call: PhoneCall,
  before: Waiting | undefined = call.waitingFor(),
): Promise<void> {
  const hasChanged = (): boolean => call.waitingFor() !== before
  // It rejects when the call ends first, which is fine too.
  if (before !== undefined) await call.sees(hasChanged, { within: longestWait }).catch(() => undefined)
  await call.settle()
}
