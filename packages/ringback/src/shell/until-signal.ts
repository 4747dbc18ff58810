import type { Io } from './io.ts'

/** Resolves when the process is told to end: Ctrl-C, or SIGTERM. */
export function untilSignal(io: Io): Promise<void> {
  return new Promise((resolve) => {
    const stopListening = io.onSignal(() => {
      stopListening()
      resolve()
    })
  })
}
