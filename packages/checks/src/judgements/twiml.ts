import type { WebhookKind } from '@ringback/catalog'
import { bytesOf } from '@ringback/recording'
import { lintTwiml, type DocumentContext } from '@ringback/twiml'
import { contentOf, contentTypeOf, isSuccess, roleOf, treatmentOf } from '../answer.ts'
import type { Check } from '../check.ts'
import { answerSize } from './answer-size.ts'

/** Where in a call the document of a kind is used, when that is not everywhere. */
const contexts: Readonly<Partial<Record<WebhookKind, DocumentContext>>> = {
  'dial.number-url': 'number-url',
  'dial.client-url': 'client-url',
  'dial.sip-url': 'sip-url',
  'dial.whatsapp-url': 'whatsapp-url',
  'dial.queue-url': 'queue-url',
  'enqueue.wait-url': 'wait-url',
  'conference.wait-url': 'conference-wait-url',
}

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
    const context = contexts[kind]
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
