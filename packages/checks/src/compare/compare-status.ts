import { debuggerCode, followedRedirects } from '@ringback/catalog'
import { headerOf, type ExchangeResponse } from '@ringback/recording'
import type { AnswerContent } from '../answer-content.ts'
import { isSuccess, type AnswerRole } from '../answer.ts'
import type { AnswerDifference } from './answer-difference.ts'
import { insteadOf } from './instead-of.ts'
import { rootedUrl } from './rooted-urls.ts'

/** What Twilio does after it has seen a status: run the answer, ask another URL, or give up. */
type Outcome = 'answered' | 'redirected' | 'failed'

/** What Twilio makes of the status of an answer. */
export function outcomeOf({ status, headers }: ExchangeResponse): Outcome {
  if (isSuccess({ status })) return 'answered'
  return followedRedirects.includes(status) && locationOf({ headers }) !== '' ? 'redirected' : 'failed'
}

/** Two answers by their status alone. What Twilio treats alike is safe. */
export function compareStatus(
  expected: ExchangeResponse,
  actual: ExchangeResponse,
  role: AnswerRole,
  content: AnswerContent | null,
): readonly AnswerDifference[] {
  if (expected.status === actual.status && outcomeOf(expected) === outcomeOf(actual)) return []
  const code = 'status'
  const shown = { expected: String(expected.status), actual: String(actual.status) }
  const what = `The app answers HTTP ${actual.status} instead of ${expected.status}`
  if (outcomeOf(expected) === outcomeOf(actual)) {
    // After a 307 Twilio may repeat the request as it was; after the others it sends a GET.
    const isSame = outcomeOf(actual) !== 'redirected' || !isRepeated(expected, actual)
    const consequence = isSame ? 'Twilio does the same.' : 'Twilio may use another method for the next URL.'
    return [{ code, severity: isSame ? 'safe' : 'breaking', message: `${what}. ${consequence}`, ...shown }]
  }
  return [
    {
      code,
      severity: 'breaking',
      message: `${what}: ${consequenceOf(actual, role)}${role === 'callback' ? '' : insteadOf(content)}.`,
      ...shown,
      ...(outcomeOf(actual) === 'failed' && {
        twilioCode:
          role === 'callback' ? debuggerCode.callProgressCallbackWarning : debuggerCode.httpRetrievalFailure,
      }),
    },
  ]
}

function isRepeated(expected: ExchangeResponse, actual: ExchangeResponse): boolean {
  return expected.status === 307 || actual.status === 307
}

function consequenceOf(actual: ExchangeResponse, role: AnswerRole): string {
  const outcome = outcomeOf(actual)
  if (outcome === 'redirected') return 'Twilio requests another URL'
  if (role === 'callback')
    return outcome === 'failed'
      ? 'Twilio logs the callback as failed, and the app misses the event'
      : 'Twilio considers the callback delivered'
  return outcome === 'failed' ? 'the caller hears an application error' : 'Twilio runs this answer'
}

/** Two redirects by where they lead. */
export function compareLocation(
  expected: { readonly response: ExchangeResponse; readonly url: string },
  actual: { readonly response: ExchangeResponse; readonly url: string },
  masked: (text: string) => string,
): readonly AnswerDifference[] {
  if (outcomeOf(expected.response) !== 'redirected' || outcomeOf(actual.response) !== 'redirected') return []
  const before = rootedUrl(locationOf(expected.response), expected.url)
  const after = rootedUrl(locationOf(actual.response), actual.url)
  if (before === after) return []
  if (masked(before) === masked(after))
    return [
      {
        code: 'location',
        severity: 'not-comparable',
        message: 'The numbers and SIDs in the Location cannot be compared.',
      },
    ]
  return [
    {
      code: 'location',
      severity: 'breaking',
      message: `The redirect leads to ${after} instead of ${before}: another URL decides what the caller hears.`,
      expected: before,
      actual: after,
    },
  ]
}

function locationOf({ headers }: Pick<ExchangeResponse, 'headers'>): string {
  return headerOf(headers, 'location')?.trim() ?? ''
}
