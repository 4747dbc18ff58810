import { RingbackError } from '@ringback/common'

/** Thrown to end a run with the results so far (`stopped`). */
export class Stopped extends RingbackError {
  override readonly name = 'Stopped'

  constructor() {
    super('stopped', 'The run was stopped.')
  }
}

/** Why a run ends early. */
export type StopReason = 'signal' | 'max-time' | 'app-down'

/** Ends a run early: on request, at the time limit, or because the app has stopped. */
export interface Stop {
  readonly reason: () => StopReason | null
  /** Ends the run. */
  readonly now: (why: StopReason) => void
  /** The value, or a rejection with `Stopped` as soon as the run ends. */
  readonly orStop: <Value>(work: Promise<Value>) => Promise<Value>
  readonly close: () => void
}

/** Stops at the signal, or after this many milliseconds. */
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
        const end = (): void => reject(new Stopped())
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
