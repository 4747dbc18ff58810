import { limits, debuggerCode } from '@ringback/catalog'
import { lengthOf } from '@ringback/recording'
import { isSuccess, roleOf, treatmentOf } from '../answer.ts'
import type { Check } from '../check.ts'

/** A document above 64 kB. Twilio reads none of it: the caller hears an application error and the call ends. */
export const answerSize: Check = {
  name: 'answer-size',
  title: 'Documents have no more than 64 kB.',
  judge(exchange) {
    const { response } = exchange
    if (response === null || roleOf(exchange) !== 'document' || !isSuccess(response)) return []
    if (treatmentOf(response) === 'audio') return []
    const cutAt = response.body.truncatedAt
    const isTooLarge =
      lengthOf(response.body) > limits.twimlBytes || (cutAt !== undefined && cutAt >= limits.twimlBytes)
    if (!isTooLarge) return []
    return [
      {
        code: 'answer-too-large',
        severity: 'error',
        message: `The answer has more than ${limits.twimlBytes} bytes. Twilio does not run it, and the call ends.`,
        twilioCode: debuggerCode.twimlBodyTooLarge,
      },
    ]
  },
}
