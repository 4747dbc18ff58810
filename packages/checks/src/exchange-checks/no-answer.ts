import { limits, twilioContentCode } from '@ringback/catalog'
import { failureOf, roleOf } from '../answer.ts'
import type { Check } from '../check.ts'

/**
 * Nothing whole came back: no connection, a closed one, an answer that was cut short, a redirect that Twilio does
 * not follow. The caller hears "an application error has occurred" and the call ends, unless there is a fallback URL.
 */
export const noAnswer: Check = {
  name: 'no-answer',
  title: 'The app gives a complete answer that Twilio can receive.',
  judge(exchange) {
    const problem = failureOf(exchange)
    const role = roleOf(exchange)
    // How long the app took is judged by itself; what was not sent to another machine says nothing about this app.
    if (problem === null || role === null || exchange.durationMs >= limits.totalTimeoutMs) return []
    if (notSent.has(problem.code)) return []
    const consequence =
      role === 'callback'
        ? 'The event is lost, and the console logs a warning.'
        : 'The caller hears an application error and the call ends.'
    return [
      {
        code: problem.code,
        severity: role === 'callback' ? 'warning' : 'error',
        message: `${withoutUrl(problem.message, exchange.request.url)}. ${consequence}`,
        ...(problem.twilioCode !== undefined && { twilioCode: problem.twilioCode }),
      },
    ]
  },
}

/** Requests to Twilio's own pages are never sent, and to other machines only where that is allowed. */
const notSent: ReadonlySet<string> = new Set([twilioContentCode, 'remote-target'])

/** The problem without the URL of the request in front, which the finding says elsewhere. */
function withoutUrl(message: string, url: string): string {
  const rest = message.startsWith(url) ? message.slice(url.length).replace(/^:?\s*/, '') : message
  return `The app does not give a complete answer: ${rest.replace(/\.$/, '')}`
}
