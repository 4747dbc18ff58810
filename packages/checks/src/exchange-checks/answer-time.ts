import { limits, debuggerCode } from '@ringback/catalog'
import { roleOf } from '../answer.ts'
import type { Check } from '../check.ts'

/**
 * An answer that comes too late. After 15 seconds Twilio gives up: the caller hears an application error. A slower
 * answer than one's own budget is silence on the line.
 */
export const answerTime: Check = {
  name: 'answer-time',
  title: 'Answers come within the 15 seconds that Twilio waits, and within the budget if there is one.',
  judge(exchange, { budgetMs }) {
    const { durationMs } = exchange
    const role = roleOf(exchange)
    if (role === null) return []
    if (durationMs >= limits.totalTimeoutMs) {
      const isCallback = role === 'callback'
      return [
        {
          code: 'answer-too-late',
          severity: isCallback ? 'warning' : 'error',
          message:
            `The app takes longer than the ${limits.totalTimeoutMs / 1000} s that Twilio waits. ` +
            (isCallback
              ? 'The console logs a warning.'
              : 'The caller hears silence, then an application error, and the call ends.'),
          twilioCode: isCallback
            ? debuggerCode.callProgressCallbackWarning
            : debuggerCode.httpRetrievalFailure,
        },
      ]
    }
    if (budgetMs === undefined || durationMs <= budgetMs) return []
    return [
      {
        code: 'over-budget',
        severity: 'warning',
        message: `The app takes longer than its budget of ${budgetMs} ms. The caller waits in silence.`,
      },
    ]
  },
}
