import { answerContent } from '../answer-content.ts'
import { failureOf, roleOf } from '../answer.ts'
import { debuggerCode } from '@ringback/catalog'
import type { AnswerDifference } from './answer-difference.ts'
import { compareContentType } from './compare-content-type.ts'
import { compareContent } from './compare-content.ts'
import type { CompareOptions, ObservedAnswer } from './compare-options.ts'
import { compareLocation, compareStatus, outcomeOf } from './compare-status.ts'
import { textWithoutRedacted } from './without-redacted-values.ts'

/**
 * How an answer differs from the expected one, as the caller hears them; empty when it does not. TwiML is compared as a
 * tree, with its URLs from the root of the app: white space, comments, attribute order and defaults written out are no
 * difference. Sounds are compared byte for byte. What Twilio never looks at is not compared: other headers, the body of
 * a failure, a redirect or a status callback. Never throws.
 */
export function compareAnswers(
  expected: ObservedAnswer,
  actual: ObservedAnswer,
  options: CompareOptions,
): readonly AnswerDifference[] {
  if (isSameResponse(expected, actual)) return []
  const missing = compareMissing(expected, actual, options)
  if (missing !== undefined) return missing
  if (expected.response === null || actual.response === null) return []
  const [before, after] = [
    { url: expected.url, response: expected.response },
    { url: actual.url, response: actual.response },
  ]
  const role = roleOf(options) ?? 'document'
  const isRun = role === 'document' && outcomeOf(before.response) === 'answered'
  const content = isRun ? answerContent(before.response) : null
  const status = [
    ...compareStatus(before.response, after.response, role, content),
    ...compareLocation(before, after, (text) => textWithoutRedacted(text, options.redacted ?? [])),
  ]
  if (content === null || outcomeOf(after.response) !== 'answered') return status
  const type = compareContentType(before.response, after.response, content)
  if (type.some(({ severity }) => severity === 'breaking')) return [...status, ...type]
  const bodies = compareContent(
    { ...before, content },
    { ...after, content: answerContent(after.response) },
    options,
  )
  // Where the body is worse than its type, the type is noise.
  return bodies.some(({ code }) => code === 'no-twiml')
    ? [...status, ...bodies]
    : [...status, ...type, ...bodies]
}

/** The usual case, and a cheap one: nothing changed at all. */
function isSameResponse(expected: ObservedAnswer, actual: ObservedAnswer): boolean {
  const [before, after] = [expected.response, actual.response]
  if (before === null || after === null || expected.url !== actual.url) return false
  if (expected.problem !== null || actual.problem !== null) return false
  if (before.status !== after.status || !('text' in before.body) || !('text' in after.body)) return false
  return (
    before.body.text === after.body.text &&
    before.body.truncatedAt === after.body.truncatedAt &&
    JSON.stringify(before.headers) === JSON.stringify(after.headers)
  )
}

/** The difference where one of the two answers is not whole; undefined when both are. */
function compareMissing(
  expected: ObservedAnswer,
  actual: ObservedAnswer,
  options: CompareOptions,
): readonly AnswerDifference[] | undefined {
  const [before, after] = [failureOf(expected), failureOf(actual)]
  const wasMissing = before !== null || expected.response === null
  const isMissing = after !== null || actual.response === null
  if (!wasMissing && !isMissing) return undefined
  if (wasMissing && isMissing) return []
  if (isMissing) {
    const isCallback = roleOf(options) === 'callback'
    const consequence = isCallback ? 'The event is lost.' : 'The caller hears an application error.'
    const reason = after?.message.replace(/\.$/, '') ?? 'no answer came back'
    const twilioCode =
      after?.twilioCode ??
      (isCallback ? debuggerCode.callProgressCallbackWarning : debuggerCode.httpRetrievalFailure)
    const message = `The app gives no answer: ${reason}. ${consequence}`
    return [{ code: 'no-answer', severity: 'breaking', message, twilioCode }]
  }
  if (expected.response !== null) {
    const message = `The recorded answer is incomplete and cannot be compared: ${before?.message ?? ''}`
    return [{ code: 'answers-now', severity: 'not-comparable', message }]
  }
  const message = `The app answers HTTP ${actual.response?.status ?? 0}; in the recording it gave no answer.`
  return [{ code: 'answers-now', severity: 'safe', message }]
}
