import type { ExchangeResponse } from '@ringback/recording'
import type { ContentTypeTreatment } from '@ringback/twiml'
import type { AnswerContent } from '../answer-content.ts'
import { contentTypeOf, treatmentOf } from '../answer.ts'
import { debuggerCode } from '@ringback/catalog'
import type { AnswerDifference } from './answer-difference.ts'
import { insteadOf } from './instead-of.ts'

const consequences: Readonly<Record<ContentTypeTreatment, string>> = {
  twiml: 'Twilio runs it as TwiML',
  'twiml-or-speech': 'Twilio runs it as TwiML, or reads it out',
  audio: 'Twilio plays it as audio and hangs up',
  refused: 'Twilio refuses it, and the caller hears an application error',
  missing: 'Twilio treats it as a failed request, and the caller hears an application error',
}

const codes: Readonly<Partial<Record<ContentTypeTreatment, number>>> = {
  refused: debuggerCode.invalidContentType,
  missing: debuggerCode.httpRetrievalFailure,
}

/** Two answers by what Twilio does with their Content-Type. Types that it treats alike are no difference. */
export function compareContentType(
  expected: ExchangeResponse,
  actual: ExchangeResponse,
  content: AnswerContent,
): readonly AnswerDifference[] {
  const [before, after] = [treatmentOf(expected), treatmentOf(actual)]
  if (before === after) return []
  const code = 'content-type'
  const shown = { expected: contentTypeOf(expected) ?? 'none', actual: contentTypeOf(actual) ?? 'none' }
  const what = `The Content-Type is ${shown.actual} instead of ${shown.expected}`
  if (isUsable(before) && isUsable(after))
    return [{ code, severity: 'safe', message: `${what}: ${consequences[after]}.`, ...shown }]
  if (codes[before] !== undefined && codes[after] !== undefined)
    return [{ code, severity: 'safe', message: `${what}: Twilio cannot use either of them.`, ...shown }]
  const twilioCode = codes[after]
  return [
    {
      code,
      severity: 'breaking',
      message: `${what}: ${consequences[after]}${insteadOf(content)}.`,
      ...shown,
      ...(twilioCode !== undefined && { twilioCode }),
    },
  ]
}

/** Whether TwiML of this type runs. What is no TwiML is a matter of the content. */
function isUsable(treatment: ContentTypeTreatment): boolean {
  return treatment === 'twiml' || treatment === 'twiml-or-speech'
}
