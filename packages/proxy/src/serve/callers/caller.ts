import type { AnswerHead, RawHeaders } from '../../forward/forwarder.ts'
import type { ErrorAnswer } from '../error-answer.ts'

/** What a request in flight hears of its caller. */
export interface CallerListener {
  /** A piece of the request's body. */
  body(chunk: Buffer): void
  /** The request is whole. */
  bodyEnd(trailers: RawHeaders): void
  /** The caller takes more of the answer. */
  drain(): void
  /** The caller is gone, or has the whole answer. Called once, and last. */
  close(): void
}

/** The caller of the proxy, as far as one request and its answer are concerned. */
export interface Caller {
  listen(listener: CallerListener): void
  /** Starts to read the body; `body` and `bodyEnd` follow. */
  readBody(): void
  pauseBody(): void
  resumeBody(): void
  /** Tells a caller that expects it to send the body. */
  sendContinue(): void
  /** Passes a 1xx answer on. False: wait for `drain` before sending more. */
  informational(head: AnswerHead): boolean
  /** Begins the answer. Throws when the head cannot be written. `isLast`: the connection ends with it. */
  head(head: AnswerHead, isLast: boolean): void
  /** False: wait for `drain` before sending more. */
  data(chunk: Buffer): boolean
  end(trailers: RawHeaders): void
  /** Answers in the app's place, or cuts an answer that has begun, so that nobody takes it for whole. */
  fail(error: ErrorAnswer): void
  destroy(): void
  /** Whether the head of the answer is on its way. */
  readonly answerBegun: boolean
  /** Whether the whole answer has been handed to the system. */
  readonly answerWritten: boolean
  /** The status of the proxy's own answer, when there is one. */
  readonly ownStatus: number | null
  /** Whether the whole request has been read. */
  readonly bodyRead: boolean
  /** How many bytes the caller has sent and read on this connection so far. */
  readonly progress: number
  /** Whether the caller has stopped reading the answer. */
  readonly isBlocked: boolean
}
