import { bytesOf, type ExchangeResponse } from '@ringback/recording'
import type { AnswerContent } from '../answer-content.ts'
import type { AnswerDifference } from './answer-difference.ts'
import { compareDocuments } from './compare-documents.ts'
import { compareFindings } from './compare-findings.ts'
import type { CompareOptions } from './compare-options.ts'
import { insteadOf } from './instead-of.ts'
import { textWithoutRedacted } from './without-redacted-values.ts'

/** An answer that came back, with its content read. */
export interface ReadAnswer {
  readonly url: string
  readonly response: ExchangeResponse
  readonly content: AnswerContent
}

/** Two answers of the same treatment by what Twilio makes of their bodies. */
export function compareContent(
  expected: ReadAnswer,
  actual: ReadAnswer,
  options: CompareOptions,
): readonly AnswerDifference[] {
  const [before, after] = [expected.content, actual.content]
  const isAny = options.content === 'any'
  if (before.type === 'document' && after.type === 'document') {
    const [one, other] = [
      { url: expected.url, ...before },
      { url: actual.url, ...after },
    ]
    return [
      ...(isAny ? [] : compareDocuments(one, other, options)),
      ...compareFindings(
        isAny ? null : { url: expected.url, content: before },
        { url: actual.url, content: after },
        options.kind,
      ),
    ]
  }
  if (before.type === 'speech' && after.type === 'speech')
    return isAny ? [] : compareSpeech(before.text, after.text, options)
  if (isAny && before.type === after.type) return []
  return sameBytes(expected.response, actual.response) ? [] : [differenceOfBodies(before, after)]
}

function compareSpeech(
  expected: string,
  actual: string,
  { free = [], redacted = [] }: CompareOptions,
): readonly AnswerDifference[] {
  if (expected === actual) return []
  if (textWithoutRedacted(expected, redacted) === textWithoutRedacted(actual, redacted)) {
    const message = 'The numbers and SIDs in the text cannot be compared without the redaction key.'
    return [{ code: 'body', severity: 'not-comparable', message }]
  }
  const isFree = free.includes('wording') && (expected === '') === (actual === '')
  const message = 'Twilio reads out a different text.'
  return [{ code: 'body', severity: isFree ? 'safe' : 'breaking', message, expected, actual }]
}

function differenceOfBodies(before: AnswerContent, after: AnswerContent): AnswerDifference {
  for (const content of [before, after]) {
    if (content.type !== 'unreadable') continue
    const message = `The body cannot be compared: ${content.reason}.`
    return { code: 'body', severity: 'not-comparable', message }
  }
  if (before.type === 'document') return noTwiml(before, after)
  const body = (severity: AnswerDifference['severity'], message: string): AnswerDifference => ({
    code: 'body',
    severity,
    message,
  })
  if (after.type === 'document') return body('breaking', 'The answer is now TwiML; the recorded one was not.')
  if (after.type !== before.type)
    return body('breaking', `The answer changed from ${words[before.type]} to ${words[after.type]}.`)
  return after.type === 'unusable'
    ? body(
        'safe',
        'The body changed, and Twilio can use neither the old nor the new one: the caller hears an application error.',
      )
    : body('breaking', 'The caller hears different audio.')
}

const words: Readonly<Record<AnswerContent['type'], string>> = {
  document: 'TwiML',
  speech: 'a text that Twilio reads out',
  audio: 'a sound',
  unusable: 'nothing that Twilio can use',
  unreadable: 'a body that cannot be read',
}

function noTwiml(before: AnswerContent, after: AnswerContent): AnswerDifference {
  const reason = after.type === 'unusable' ? after.reason : null
  const what =
    after.type === 'unusable'
      ? `The answer is not TwiML that Twilio can run: ${reason?.message ?? 'it has no Response.'} The caller hears an application error`
      : `The answer is not TwiML: the caller hears ${words[after.type]}`
  return {
    code: 'no-twiml',
    severity: 'breaking',
    message: `${what}${insteadOf(before)}.`,
    ...(reason?.twilioCode !== undefined && { twilioCode: reason.twilioCode }),
  }
}

function sameBytes(expected: ExchangeResponse, actual: ExchangeResponse): boolean {
  const [one, other] = [expected.body, actual.body]
  if ('text' in one && 'text' in other) return one.text === other.text
  const [a, b] = [bytesOf(one), bytesOf(other)]
  return a.length === b.length && a.every((byte, at) => byte === b[at])
}
