import { TransportFailure } from './transport-failure.ts'
import type { TransportRequest } from './transport.ts'

/** Ends the wait for an answer: after too long without a part of it, or when the request is aborted. */
export interface AnswerWatch {
  /** A part of the answer has come: the time begins anew. */
  readonly restart: () => void
  /** Nothing is waited for any longer. */
  readonly stop: () => void
  /** Why the wait was ended. */
  readonly failure: () => TransportFailure | undefined
}

/** Watches the answer to a request; `ended` is called at most once. */
export function watchAnswer(
  { signal, readTimeoutMs }: Pick<TransportRequest, 'signal' | 'readTimeoutMs'>,
  ended: (failure: TransportFailure) => void,
): AnswerWatch {
  let failure: TransportFailure | undefined
  const stop = (): void => {
    clearTimeout(timer)
    signal.removeEventListener('abort', onAbort)
  }
  const fail = (why: TransportFailure): void => {
    stop()
    failure = why
    ended(why)
  }
  const onAbort = (): void => fail(new TransportFailure('aborted', 'the request was aborted'))
  const timer = setTimeout(
    () => fail(new TransportFailure('no-answer-in-time', `no data within ${readTimeoutMs} ms`)),
    readTimeoutMs,
  )
  signal.addEventListener('abort', onAbort)
  return { restart: () => void timer.refresh(), stop, failure: () => failure }
}
