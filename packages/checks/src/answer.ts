import { kindRow, type Parameters } from '@ringback/catalog'
import { bytesOf, parametersOf, type ExchangeResponse, type Problem } from '@ringback/recording'
import {
  contentTypeTreatment,
  parseTwiml,
  type ContentTypeTreatment,
  type TwimlDocument,
} from '@ringback/twiml'
import type { ObservedExchange } from './check.ts'
import { memory } from './memory.ts'

/** What Twilio does with the answer to a webhook: runs it, or only looks at its status. Null: it is no webhook. */
export function roleOf({ kind }: Pick<ObservedExchange, 'kind'>): 'document' | 'callback' | null {
  if (kind === null) return null
  return kindRow(kind).synchronous ? 'document' : 'callback'
}

export function isSuccess({ status }: ExchangeResponse): boolean {
  return status >= 200 && status < 300
}

/** The Content-Type header; null when there is none. */
export function contentTypeOf({ headers }: ExchangeResponse): string | null {
  return headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? null
}

export function treatmentOf(response: ExchangeResponse): ContentTypeTreatment {
  return contentTypeTreatment(contentTypeOf(response))
}

/** The body's bytes; null when they are packed (gzip), so that nothing can be said about them here. */
export function contentOf(response: ExchangeResponse): Uint8Array | null {
  const bytes = bytesOf(response.body)
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? null : bytes
}

/** The document that Twilio would run; null when it would run none. */
export function documentOf({ response }: Pick<ObservedExchange, 'response'>): TwimlDocument | null {
  if (response === null || !isSuccess(response)) return null
  const treatment = treatmentOf(response)
  if (treatment !== 'twiml' && treatment !== 'twiml-or-speech') return null
  const parse = (): TwimlDocument | null => {
    const content = contentOf(response)
    return content === null ? null : parseTwiml(content).document
  }
  return 'text' in response.body ? documents(response.body.text, parse) : parse()
}

const documents = memory<TwimlDocument | null>()

/** The parameters of a request, those in the URL of a GET among them. */
export function sentParameters({ request }: Pick<ObservedExchange, 'request'>): Parameters {
  return parametersOf(request)
}

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
export function failureOf({ problem, response }: ObservedExchange): Problem | null {
  if (problem === null || (response !== null && seenInAnswer.has(problem.code))) return null
  return problem
}
