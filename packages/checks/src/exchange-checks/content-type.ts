import { debuggerCode } from '@ringback/catalog'
import { contentTypeOf, isSuccess, roleOf, treatmentOf } from '../answer.ts'
import type { Check } from '../check.ts'

/**
 * A Content-Type that Twilio cannot use. XML and HTML types are TwiML, plain text is TwiML or is spoken, sounds are
 * played; anything else, or none, ends the call with an application error.
 */
export const contentType: Check = {
  name: 'content-type',
  title: 'Documents have a Content-Type that Twilio accepts: XML, HTML, plain text or a sound.',
  judge(exchange) {
    const { response } = exchange
    if (response === null || roleOf(exchange) !== 'document' || !isSuccess(response)) return []
    const treatment = treatmentOf(response)
    if (treatment === 'missing') {
      return [
        {
          code: 'content-type-missing',
          severity: 'error',
          message:
            'The answer has no Content-Type. Twilio treats that as a failed request, and the call ends. Send text/xml.',
          twilioCode: debuggerCode.httpRetrievalFailure,
        },
      ]
    }
    if (treatment !== 'refused') return []
    const type = (contentTypeOf(response) ?? '').slice(0, 100)
    return [
      {
        code: 'content-type-refused',
        severity: 'error',
        message: `The answer is ${type}, which is neither XML, text nor a sound: the call ends. Send text/xml.`,
        twilioCode: debuggerCode.invalidContentType,
      },
    ]
  },
}
