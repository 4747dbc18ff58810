import type { TwimlDocument } from '@ringback/twiml'
import { answerContent } from './answer-content.ts'
import { isSuccess } from './answer.ts'
import type { ObservedExchange } from './check.ts'

/** The document that Twilio would run; null when it would run none. */
export function documentOf({ response }: Pick<ObservedExchange, 'response'>): TwimlDocument | null {
  if (response === null || !isSuccess(response)) return null
  const content = answerContent(response)
  return content.type === 'document' ? content.document : null
}
