/** What is thrown when the run is to end with what it has. */
export class Stopped extends Error {
  override readonly name = 'Stopped'
}

/** The end of a run that was asked for. */
export interface Stop {
  readonly reason: () => 'signal' | 'max-time' | null
  /** The value, or a rejection with `Stopped` as soon as the run is to end. */
  readonly orStop: <Value>(work: Promise<Value>) => Promise<Value>
  readonly close: () => void
}

/** Watches the signal and the time. */
export function createStop(signal: AbortSignal | undefined, maxTimeMs: number | undefined): Stop {
  let reason: 'signal' | 'max-time' | null = null
  const waiting = new Set<() => void>()
  const stop = (why: 'signal' | 'max-time'): void => {
    reason ??= why
    for (const end of waiting) end()
  }
  const onAbort = (): void => stop('signal')
  if (signal?.aborted === true) onAbort()
  signal?.addEventListener('abort', onAbort)
  const timer = maxTimeMs === undefined ? undefined : setTimeout(() => stop('max-time'), maxTimeMs)
  return {
    reason: () => reason,
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
