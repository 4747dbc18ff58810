import { verb } from '../../names.gen.ts'
import { attributeValue } from '../../view/attribute-value.ts'
import { hint } from '../hint.ts'
import type { ElementRule, Problem } from '../options.ts'

const LONGEST_TRANSCRIBED = 120

/** What Record's attributes mean together. */
export const recordRule: ElementRule = ({ element }) => {
  if (element.id !== verb.Record) return []
  const problems: Problem[] = []
  const at = (name: string) => element.attributePositions[name] ?? element.position
  const transcribes = attributeValue(element, 'transcribe')
  if (
    transcribes &&
    'maxLength' in element.attributes &&
    attributeValue(element, 'maxLength') > LONGEST_TRANSCRIBED
  ) {
    problems.push({
      code: 'twiml-transcribe-length',
      message: `Recordings over ${LONGEST_TRANSCRIBED} s are not transcribed; lower maxLength or remove transcribe.`,
      position: at('maxLength'),
      twilioCode: 13615,
      attribute: 'maxLength',
    })
  }
  if (!transcribes && 'transcribeCallback' in element.attributes) {
    const message = 'transcribeCallback is never requested without transcribe="true".'
    problems.push(hint('transcribe-callback', message, at('transcribeCallback'), 'transcribeCallback'))
  }
  if (element.attributes['action'] === undefined) {
    const message =
      'Record has no action: when it ends, Twilio requests the URL of this document again, which may record again.'
    problems.push(hint('record-no-action', message, element.position))
  }
  return problems
}
