import type { ExchangeResponse } from '@ringback/recording'
import { diffTwiml, parseTwiml, type TwimlDocument } from '@ringback/twiml'
import { mediaTypeOf, textOf } from './answer.ts'
import type { Difference } from './difference.ts'

/**
 * How an answer differs from the recorded one: status, content type, and what the caller would hear. TwiML is
 * compared as a tree; other bodies are compared as text. What Twilio ignores is no difference.
 */
export function compareAnswers(expected: ExchangeResponse, actual: ExchangeResponse): readonly Difference[] {
  return [
    ...compareStatus(expected.status, actual.status),
    ...compareType(mediaTypeOf(expected), mediaTypeOf(actual)),
    ...compareBodies(textOf(expected), textOf(actual)),
  ]
}

function compareStatus(expected: number, actual: number): readonly Difference[] {
  if (expected === actual) return []
  const sameToTwilio = isSuccess(expected) && isSuccess(actual)
  return [
    {
      code: 'status',
      severity: sameToTwilio ? 'safe' : 'breaking',
      message: `The app answers ${actual} instead of ${expected}.`,
      expected: String(expected),
      actual: String(actual),
    },
  ]
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300
}

function compareType(expected: string | undefined, actual: string | undefined): readonly Difference[] {
  if (expected === actual) return []
  const shown = (type: string | undefined): string => type ?? 'none'
  return [
    {
      code: 'content-type',
      severity: 'breaking',
      message: `The content type is ${shown(actual)} instead of ${shown(expected)}.`,
      expected: shown(expected),
      actual: shown(actual),
    },
  ]
}

function compareBodies(expected: string, actual: string): readonly Difference[] {
  if (expected === actual) return []
  const [before, after] = [documentIn(expected), documentIn(actual)]
  if (before !== null && after !== null) {
    return diffTwiml(before, after).map(({ kind: _kind, ...change }) => ({ code: 'twiml', ...change }))
  }
  return [
    {
      code: 'body',
      severity: 'breaking',
      message: bodyMessage(before, after),
      expected,
      actual,
    },
  ]
}

/** TwiML that Twilio could run; null for every other text. */
function documentIn(text: string): TwimlDocument | null {
  return text.includes('<') ? parseTwiml(text).document : null
}

function bodyMessage(before: TwimlDocument | null, after: TwimlDocument | null): string {
  if (before !== null) return 'The answer was TwiML, and now is none that Twilio could run.'
  return after === null ? 'The text of the answer changed.' : 'The answer was no TwiML, and now is.'
}
