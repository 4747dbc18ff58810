import type { AnswerHead, RawHeaders } from '../../forward/forwarder.ts'
import { linesOf } from '../../forward/raw-headers.ts'

/** The head of an answer as it goes to the caller, with these fields, in latin1, the empty line included. */
export function answerHeadText({ status, reason }: AnswerHead, headers: RawHeaders): string {
  return `HTTP/1.1 ${status} ${reason}\r\n${linesOf(headers)}\r\n`
}
