import { headerOf, type Problem } from '@ringback/recording'
import { answerOf, type Answer } from './answer.ts'
import { twilioProblem } from '../../problem.ts'
import type { ReceivedAnswer } from './send-once.ts'
import type { HttpErrorCode } from './client-options.ts'
import type { Expectation } from './webhook-request.ts'

/** How Twilio judges an answer that was received. */
export function judge(
  received: ReceivedAnswer,
  expects: Expectation,
  url: string,
  httpErrorCode: HttpErrorCode,
): { readonly answer: Answer | null; readonly problem: Problem | null } {
  const problem = statusProblem(received, expects, url, httpErrorCode) ?? sizeProblem(received, expects, url)
  if (problem !== null) return { answer: null, problem }
  if (expects === 'nothing') return { answer: null, problem: null }
  const judged = answerOf(headerOf(received.headers, 'content-type'), received, url)
  return 'type' in judged ? { answer: judged, problem: null } : { answer: null, problem: judged }
}

function statusProblem(
  { status }: ReceivedAnswer,
  expects: Expectation,
  url: string,
  httpErrorCode: HttpErrorCode,
): Problem | null {
  if (status >= 200 && status < 300) return null
  if (expects === 'nothing')
    return twilioProblem('callback-failed', `${url} answered ${status} to a callback.`)
  return twilioProblem('http-status', `${url} answered ${status}.`, httpErrorCode)
}

function sizeProblem({ cut, bytes }: ReceivedAnswer, expects: Expectation, url: string): Problem | null {
  if (!cut || expects === 'media') return null
  const code = expects === 'nothing' ? 'callback-answer-too-large' : 'answer-too-large'
  return twilioProblem(code, `${url} answered more than ${bytes.length} bytes. Twilio reads no more.`)
}
