import { debuggerCode, isFinalCallStatus, parameter, valueOf } from '@ringback/catalog'
import { bytesOf } from '@ringback/recording'
import { isSuccess, roleOf, sentParameters, treatmentOf } from '../answer.ts'
import type { Check, ObservedExchange } from '../check.ts'

/** An answer without a body to a request for TwiML. The caller hears an application error; `<Response/>` does nothing and is fine. */
export const answerBody: Check = {
  name: 'answer-body',
  title: 'Documents are not empty; to do nothing takes an empty Response element.',
  judge(exchange) {
    const { response } = exchange
    if (response === null || roleOf(exchange) !== 'document' || !isSuccess(response)) return []
    if (isOver(exchange)) return []
    const treatment = treatmentOf(response)
    // Without a usable type the body is never looked at.
    if (treatment === 'missing' || treatment === 'refused') return []
    if (bytesOf(response.body).length > 0) return []
    return [
      {
        code: 'answer-empty',
        severity: 'error',
        message: 'The answer has no body, and the call ends. Answer <Response/> to do nothing.',
        twilioCode: debuggerCode.emptyBody,
      },
    ]
  },
}

/** The action of a call that has ended is asked as well, and nobody hears the answer. */
function isOver(exchange: ObservedExchange): boolean {
  const status = valueOf(sentParameters(exchange), parameter.CallStatus)
  return status !== undefined && isFinalCallStatus(status)
}
