import { createAnswerParser } from '../../../src/forward/answer-parser.ts'
import type { AnswerHead, RawHeaders } from '../../../src/forward/forwarder.ts'
import { MalformedAnswer } from '../../../src/forward/malformed-answer.ts'
import { isPersistent } from '../../../src/forward/persistence.ts'

/** What the proxy's own parser makes of the bytes of a connection to the app. */
export interface AnswerReading {
  /** `complete`: the answer ended before the bytes did, or with them; `closed`: with the connection. */
  readonly outcome: 'complete' | 'closed' | 'incomplete' | 'refused'
  readonly informational: readonly AnswerHead[]
  readonly head: AnswerHead | undefined
  readonly body: string
  readonly trailers: RawHeaders
  /** How many bytes belong to the answer. */
  readonly end: number
  readonly keepAlive: boolean
  /** Why it was refused. */
  readonly reason: string
}

/** Reads pieces of bytes, and the end of the connection after them, as the answer to a request of that method. */
export function readAnswer(pieces: readonly Buffer[], method: string): AnswerReading {
  const informational: AnswerHead[] = []
  let head: AnswerHead | undefined
  let body = ''
  let trailers: RawHeaders = []
  let isComplete = false
  let end = 0
  const parser = createAnswerParser({
    informational: (read) => informational.push(read),
    head: (read) => (head = read),
    data: (chunk) => (body += chunk.toString('latin1')),
    end(read) {
      trailers = read
      isComplete = true
    },
  })
  const result = (outcome: AnswerReading['outcome'], reason = ''): AnswerReading => {
    const keepAlive = head !== undefined && isPersistent(head)
    return { outcome, informational, head, body, trailers, end, keepAlive, reason }
  }
  parser.start(method)
  try {
    for (const piece of pieces) {
      const left = parser.push(piece)
      end += piece.length - left
      if (isComplete) return result('complete')
    }
  } catch (error) {
    if (!(error instanceof MalformedAnswer)) throw error
    return result('refused', error.message)
  }
  return result(parser.finish() ? 'closed' : 'incomplete')
}
