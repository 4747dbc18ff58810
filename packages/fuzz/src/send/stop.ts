/** What is thrown when the run is to end with what it has. */
export class Stopped extends Error {
  override readonly name = 'Stopped'
}

/** Why a run ends before it is through. */
export type StopReason = 'signal' | 'max-time' | 'app-down'

/** The end of a run that was asked for, or that cannot be helped. */
export interface Stop {
  readonly reason: () => StopReason | null
  /** Ends the run. */
  readonly now: (why: StopReason) => void
  /** The value, or a rejection with `Stopped` as soon as the run is to end. */
  readonly orStop: <Value>(work: Promise<Value>) => Promise<Value>
  readonly close: () => void
}

/** Watches the signal and the time. */
export function createStop(signal: AbortSignal | undefined, maxTimeMs: number | undefined): Stop {
  let reason: StopReason | null = null
  const waiting = new Set<() => void>()
  const stop = (why: StopReason): void => {
    reason ??= why
    for (const end of waiting) end()
  }
  const onAbort = (): void => stop('signal')
  if (signal?.aborted === true) onAbort()
  signal?.addEventListener('abort', onAbort)
  const timer = maxTimeMs === undefined ? undefined : setTimeout(() => stop('max-time'), maxTimeMs)
  return {
    reason: () => reason,
    now: stop,
    orStop: (work) =>
      new Promise((resolve, reject) => {
        const end = (): void => reject(new Stopped('the run was stopped'))
        waiting.add(end)
        if (reason !== null) end()
        void work.then(resolve, reject).finally(() => waiting.delete(end))
      }),
    close() {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
    },
  }
}
