import { callStatus, debuggerCode, parameter, valueOf } from '@ringback/catalog'
import { lengthOf } from '@ringback/recording'
import { isSuccess, roleOf, sentParameters, treatmentOf } from '../answer.ts'
import type { Check } from '../check.ts'

/** An answer without a body to a request for TwiML. The caller hears an application error; `<Response/>` does nothing and is fine. */
export const answerBody: Check = {
  name: 'answer-body',
  title: 'Documents are not empty. A document that does nothing is <Response/>.',
  judge(exchange) {
    const { response } = exchange
    if (response === null || roleOf(exchange) !== 'document' || !isSuccess(response)) return []
    const treatment = treatmentOf(response)
    // Without a usable type the body is never looked at.
    if (treatment === 'missing' || treatment === 'refused') return []
    if (lengthOf(response.body) > 0) return []
    // Nobody listens to a call that is over, and Twilio looks at no document.
    if (valueOf(sentParameters(exchange), parameter.CallStatus) === callStatus.completed) return []
    return [
      {
        code: 'answer-empty',
        severity: 'error',
        message: 'The answer has no body, and the call ends. To do nothing, answer <Response/>.',
        twilioCode: debuggerCode.emptyBody,
      },
    ]
  },
}
