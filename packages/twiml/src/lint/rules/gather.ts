import { verb } from '../../names.gen.ts'
import { attributeValue } from '../../view/attribute-value.ts'
import { hint } from '../hint.ts'
import type { ElementRule, Problem } from '../options.ts'

const MOST_HINTS = 500
const LONGEST_HINT = 100

/** What Gather's attributes mean together. */
export const gatherRule: ElementRule = ({ element }) => {
  if (element.id !== verb.Gather) return []
  const problems: Problem[] = []
  const at = (name: string) => element.attributePositions[name] ?? element.position
  const listensToSpeech = attributeValue(element, 'input').includes('speech')
  const model = attributeValue(element, 'speechModel')
  if (listensToSpeech && model === 'default' && attributeValue(element, 'speechTimeout') === 'auto') {
    problems.push({
      code: 'twiml-speech-timeout-model',
      message:
        'speechTimeout="auto" does not work with the default speech model; set another speechModel or a number of seconds.',
      position: at('speechTimeout'),
      twilioCode: 13335,
      attribute: 'speechTimeout',
    })
  }
  const hints = (element.attributes['hints'] ?? '').split(',')
  if (hints.length > MOST_HINTS || hints.some((words) => words.trim().length > LONGEST_HINT)) {
    problems.push({
      code: 'twiml-hints',
      message: `Gather takes at most ${MOST_HINTS} hints of ${LONGEST_HINT} characters each.`,
      position: at('hints'),
      twilioCode: 13330,
      attribute: 'hints',
    })
  }
  if (element.attributes['action'] === undefined) {
    const message =
      "Gather has no action: the caller's input goes to the URL of this document, which may ask the same question again."
    problems.push(hint('gather-no-action', message, element.position))
  }
  return problems
}
