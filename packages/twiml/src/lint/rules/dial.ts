import { shortened } from '@ringback/common'
import { noun, verb } from '../../names.gen.ts'
import type { KnownElement, TwimlElement } from '../../tree.ts'
import { trimmedText } from '../../view/element-text.ts'
import { runnableChildren } from '../../view/runnable-children.ts'
import { hint } from '../hint.ts'
import type { ElementRule, Problem } from '../options.ts'
import { numberProblem } from '../values/number-problem.ts'

const MOST_PARTIES = 10
const LONGEST_CALLER_ID = 256

/** Who is dialled, and what may be combined. */
export const dialRule: ElementRule = ({ element }) => {
  if (element.id !== verb.Dial) return []
  const nouns = runnableChildren(element)
  const text = trimmedText(element)
  return [
    ...numberFindings(element, text),
    ...mixtures(element, nouns, text),
    ...callerIdProblems(element, nouns, text),
    ...(text !== '' && nouns.length === 0 && Object.keys(element.attributes).length === 0
      ? [
          hint(
            'dial-plain',
            'Dial has no attributes; if some were given, the library was called with its arguments swapped and dropped them.',
            element.position,
          ),
        ]
      : []),
  ]
}

/** The number in Number. */
export const numberRule: ElementRule = ({ element }) =>
  element.id === noun.Number ? numberFindings(element, trimmedText(element)) : []

function numberFindings(element: TwimlElement, text: string): Problem[] {
  const problem = text === '' ? undefined : numberProblem(text)
  if (problem === undefined) return []
  return [
    {
      ...problem,
      message: `${element.name} dials "${shortened(text, 40)}", ${problem.message}.`,
      position: element.position,
    },
  ]
}

function mixtures(dial: KnownElement<'Dial'>, nouns: readonly TwimlElement[], text: string): Problem[] {
  const problems: Problem[] = []
  const conference = nouns.find(({ id }) => id === noun.Conference)
  const isAlone = nouns.length === 1 && text === ''
  if (conference !== undefined && !isAlone) {
    const message =
      'Conference must be alone in its Dial; Twilio logs a warning and does not ring the others.'
    problems.push({
      code: 'twiml-conference-mixed',
      message,
      position: conference.position,
      twilioCode: 13000,
      element: conference.name,
    })
  }
  const application = nouns.find(({ id }) => id === noun.Application)
  if (application !== undefined && !isAlone) {
    const message = 'Application must be alone in its Dial.'
    problems.push({
      code: 'twiml-application-mixed',
      message,
      position: application.position,
      element: application.name,
    })
  }
  if (text !== '' && nouns.length > 0 && conference === undefined && application === undefined) {
    const message = 'Dial has text and nouns; put the number into a Number of its own.'
    problems.push({ code: 'twiml-dial-mixed', message, position: dial.position })
  }
  if (nouns.filter(({ id }) => id === noun.Number || id === noun.Client).length > MOST_PARTIES) {
    const message = `Dial has more than ${MOST_PARTIES} parties, and Twilio rings at most ${MOST_PARTIES}.`
    problems.push({ code: 'twiml-dial-crowded', message, position: dial.position })
  }
  return problems
}

function callerIdProblems(
  dial: KnownElement<'Dial'>,
  nouns: readonly TwimlElement[],
  text: string,
): Problem[] {
  const callerId = dial.attributes['callerId']?.trim()
  const position = dial.attributePositions['callerId'] ?? dial.position
  const common = { code: 'twiml-caller-id', position, attribute: 'callerId' }
  if (nouns.some(({ id }) => id === noun.WhatsApp) && callerId?.startsWith('whatsapp:') !== true) {
    return [
      { ...common, message: 'Dialling a WhatsApp number needs a callerId that starts with "whatsapp:".' },
    ]
  }
  if (callerId === undefined) return []
  if (callerId === '') {
    return [
      {
        ...common,
        message: 'Dial has an empty callerId; Twilio logs a warning, and the call may not be placed.',
        twilioCode: 13214,
      },
    ]
  }
  if (callerId.length > LONGEST_CALLER_ID) {
    return [
      {
        ...common,
        message: `Dial has a callerId of ${callerId.length} characters, which is too long.`,
        twilioCode: 13248,
      },
    ]
  }
  const dialsNumber = text !== '' || nouns.some(({ id }) => id === noun.Number)
  if (!dialsNumber || /^(client|sips?|whatsapp):./i.test(callerId) || numberProblem(callerId) === undefined)
    return []
  return [
    {
      ...common,
      message: `Dial has callerId="${shortened(callerId, 40)}", and a phone number is called only with a number of yours or the caller's as caller ID.`,
      twilioCode: 13214,
    },
  ]
}
