import { headerName, kindRow, type Parameters } from '@ringback/catalog'
import { bytesOf, headerOf, parametersOf, type ExchangeResponse, type Problem } from '@ringback/recording'
import { contentTypeTreatment, type ContentTypeTreatment } from '@ringback/twiml'
import type { ObservedExchange } from './check.ts'
import { keepLast } from './keep-last.ts'

/** What Twilio does with an answer: run it as a document, or look at its status only. */
export type AnswerRole = 'document' | 'callback'

/** What Twilio does with the answer to a webhook of this kind; null when it is not a webhook. */
export function roleOf({ kind }: Pick<ObservedExchange, 'kind'>): AnswerRole | null {
  if (kind === null) return null
  return kindRow(kind).synchronous ? 'document' : 'callback'
}

/** True for a 2xx status. */
export function isSuccess({ status }: Pick<ExchangeResponse, 'status'>): boolean {
  return status >= 200 && status < 300
}

/** The Content-Type header; null when there is none. */
export function contentTypeOf({ headers }: ExchangeResponse): string | null {
  return headerOf(headers, headerName.contentType) ?? null
}

/** What Twilio does with a body of this Content-Type. */
export const treatmentOf: (response: ExchangeResponse) => ContentTypeTreatment = keepLast((response) =>
  contentTypeTreatment(contentTypeOf(response)),
)

/** The body's bytes; null when they are packed (gzip), so that nothing can be said about them here. */
export function contentOf(response: ExchangeResponse): Uint8Array | null {
  const bytes = bytesOf(response.body)
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? null : bytes
}

/** The parameters of a request, those in the URL of a GET among them. */
export function sentParameters({ request }: Pick<ObservedExchange, 'request'>): Parameters {
  return parametersOfRequest(request)
}

const parametersOfRequest = keepLast(parametersOf)

/** Problems that say of a whole answer what the checks see for themselves. */
const seenInAnswer: ReadonlySet<string> = new Set([
  'http-status',
  'callback-failed',
  'answer-too-large',
  'callback-answer-too-large',
  'no-content-type',
  'bad-content-type',
  'empty-answer',
])

/** Why there is no whole answer; null when there is one, whatever is wrong with it. */
export function failureOf({
  problem,
  response,
}: Pick<ObservedExchange, 'problem' | 'response'>): Problem | null {
  if (problem === null || (response !== null && seenInAnswer.has(problem.code))) return null
  return problem
}
