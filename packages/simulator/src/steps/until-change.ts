import type { PhoneCall, Waiting } from '@ringback/simulator'

/** Seconds after which nothing is expected to change any more: half an hour, as a queue may play music for ever. */
const longestWait = 1800

/** The caller does nothing until the call wants something other than `before`, is over, or goes on and on. */
export async function untilChange(
  call: PhoneCall,
  before: Waiting | undefined = call.waitingFor(),
): Promise<void> {
  const hasChanged = (): boolean => call.waitingFor() !== before
  // It rejects when the call is over first, which is as good.
  if (before !== undefined) await call.sees(hasChanged, { within: longestWait }).catch(() => undefined)
  await call.settle()
}
