import { RingbackError } from '@ringback/common'

/**
 * Waits for work that has no signal of its own. Ends it when the signal is aborted or the time is up; `stop` lets go of what the
 * work uses.
 * @throws {RingbackError} `cancelled` or `took-too-long`.
 */
export async function within<Value>(
  work: Promise<Value>,
  {
    signal,
    timeMs,
    stop,
  }: { readonly signal: AbortSignal; readonly timeMs: number; readonly stop: () => Promise<void> },
): Promise<Value> {
  const timeUp = AbortSignal.timeout(timeMs)
  const either = AbortSignal.any([signal, timeUp])
  let onAbort: (() => void) | undefined
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () =>
      reject(
        signal.aborted
          ? new RingbackError('cancelled', 'The request was cancelled.')
          : new RingbackError('took-too-long', `It took longer than ${timeMs / 1000} s and was ended.`),
      )
    either.addEventListener('abort', onAbort, { once: true })
    if (either.aborted) onAbort()
  })
  try {
    return await Promise.race([work, aborted])
  } finally {
    if (onAbort !== undefined) either.removeEventListener('abort', onAbort)
    // It rejects when what it uses is closed, and nobody waits for it any more.
    work.catch(() => undefined)
    await stop()
  }
}
