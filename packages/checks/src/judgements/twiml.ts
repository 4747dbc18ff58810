import { bytesOf } from '@ringback/recording'
import { lintTwiml } from '@ringback/twiml'
import { contentOf, contentTypeOf, isSuccess, roleOf, treatmentOf } from '../answer.ts'
import type { Check } from '../check.ts'
import { documentContext } from '../document-context.ts'
import { answerSize } from './answer-size.ts'

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
    const content = contentOf(response)
    if (content === null || bytesOf(response.body).length === 0) return []
    if (answerSize.judge(exchange, options).length > 0) return []
    const context = documentContext[kind]
    return lintTwiml(content, {
      contentType: contentTypeOf(response) ?? '',
      baseUrl: request.url,
      ...(context !== undefined && { context }),
    }).map(({ code, severity, message, twilioCode, line, column }) => ({
      code,
      severity,
      message,
      ...(twilioCode !== undefined && { twilioCode }),
      where: `line ${line}, column ${column}`,
    }))
  },
}
