import { ControlError } from './control-error.ts'

/** Default and largest seconds of this machine's time that a control request may take. */
export const requestSeconds = { default: 30, max: 300 } as const

/** Waits for work, at most so many seconds of this machine's time; then throws a ControlError, and the work goes on. */
export async function bounded<Value>(work: Promise<Value>, seconds: number): Promise<Value> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    const remedy =
      'Does the app answer? Read GET /_ringback/calls/{callSid}. Pass a larger timeoutSeconds, or settle: false and wait later.'
    reject(new ControlError(504, 'timed-out', `Not done within ${seconds} s.`, { remedy }))
  }, seconds * 1000)
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
