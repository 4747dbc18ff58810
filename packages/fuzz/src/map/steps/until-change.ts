import type { PhoneCall, Waiting } from '@ringback/simulator'

/** The caller does nothing until the call wants something other than `before`, or is over. */
export async function untilChange(
  call: PhoneCall,
  before: Waiting | undefined = call.waitingFor(),
): Promise<void> {
  const hasChanged = (): boolean => call.waitingFor() !== before
  // It rejects when the call is over first, which is as good.
  if (before !== undefined) await call.sees(hasChanged, { within: Infinity }).catch(() => undefined)
  await call.settle()
}
