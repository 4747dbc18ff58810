import { shortened } from '@ringback/common'
import { childElements, type TwimlText } from '../../tree.ts'
import { trimmedText } from '../../view/element-text.ts'
import type { ElementRule, Problem } from '../options.ts'
import { textLimits } from '../../data/text-limits.ts'

/** Text where none may stand, none where some must, and text that is too long. */
export const textRule: ElementRule = ({ element, row }) => {
  if (row.text === 'none') {
    const stray = element.children.find((child): child is TwimlText => child.kind === 'text')
    return stray === undefined ? [] : [strayText(element.name, stray)]
  }
  const limits = textLimits[row.id]
  if (limits === undefined) return []
  const text = trimmedText(element)
  const isReplaced =
    limits.unlessChildren.some((name) => childElements(element).some((child) => child.name === name)) ||
    limits.unlessAttributes.some((name) => element.attributes[name] !== undefined)
  if (text === '' && !isReplaced) {
    return [
      {
        code: 'twiml-missing-text',
        message: `${element.name} is empty; it needs ${limits.what}.`,
        position: element.position,
        twilioCode: limits.emptyCode,
      },
    ]
  }
  if (limits.maxLength === undefined || text.length <= limits.maxLength) return []
  return [
    {
      code: 'twiml-text-too-long',
      message: `${element.name} holds ${text.length} characters; ${limits.what} has at most ${limits.maxLength}.`,
      position: element.position,
      twilioCode: limits.tooLongCode,
    },
  ]
}

function strayText(name: string, text: TwimlText): Problem {
  return {
    code: 'twiml-stray-text',
    message: `${name} takes no text; Twilio logs a warning and ignores "${shortened(text.text.trim(), 40)}".`,
    position: text.position,
    twilioCode: 12200,
  }
}
