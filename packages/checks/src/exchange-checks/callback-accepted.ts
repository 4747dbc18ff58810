import { debuggerCode } from '@ringback/catalog'
import { failureOf, isSuccess, roleOf } from '../answer.ts'
import type { Check } from '../check.ts'

/** A status callback that is not answered with 2xx. The caller notices nothing; the console logs a warning and the app misses an event. */
export const callbackAccepted: Check = {
  name: 'callback-accepted',
  title: 'Status callbacks are answered with a 2xx status.',
  judge(exchange) {
    const { response } = exchange
    if (response === null || failureOf(exchange) !== null) return []
    if (roleOf(exchange) !== 'callback' || isSuccess(response)) return []
    return [
      {
        code: 'callback-refused',
        severity: 'warning',
        message: `The app answers HTTP ${response.status} to a status callback. The console logs a warning and the event is lost.`,
        twilioCode: debuggerCode.callProgressCallbackWarning,
      },
    ]
  },
}
