import { createCache, memoized } from '@ringback/common'
import { lintTwiml, type TwimlFinding } from '@ringback/twiml'
import { answerContent, type AnswerContent } from '../answer-content.ts'
import { contentOf, contentTypeOf, isSuccess, roleOf, treatmentOf } from '../answer.ts'
import type { Check } from '../check.ts'
import { documentContext } from '../document-context.ts'
import { answerSize } from './answer-size.ts'

/** By content of the answer, what is found for a Content-Type, a URL and a context: most answers are the same few documents. */
const findingsIn = memoized((_content: AnswerContent) => createCache<readonly TwimlFinding[]>())

/**
 * TwiML that is not well-formed, or that the grammar does not allow. After an error the caller hears an application
 * error; after a warning Twilio skips the element or takes a default, so the caller hears something else than meant.
 */
export const twiml: Check = {
  name: 'twiml',
  title: 'The TwiML is well-formed, and the grammar allows what is in it.',
  judge(exchange, options) {
    const { kind, request, response } = exchange
    if (kind === null || response === null || roleOf(exchange) !== 'document' || !isSuccess(response))
      return []
    const treatment = treatmentOf(response)
    if (treatment !== 'twiml' && treatment !== 'twiml-or-speech') return []
    if (answerSize.judge(exchange, options).length > 0) return []
    const context = documentContext[kind]
    const contentType = contentTypeOf(response) ?? ''
    const lint = (): readonly TwimlFinding[] => {
      const content = contentOf(response)
      if (content === null || content.length === 0) return []
      return lintTwiml(content, {
        contentType,
        baseUrl: request.url,
        ...(context !== undefined && { context }),
      })
    }
    const found =
      'text' in response.body
        ? findingsIn(answerContent(response))(`${context}\n${contentType}\n${request.url}`, lint)
        : lint()
    return found.map(({ code, severity, message, twilioCode, line, column }) => ({
      code,
      severity,
      message,
      ...(twilioCode !== undefined && { twilioCode }),
      where: `line ${line}, column ${column}`,
    }))
  },
}
