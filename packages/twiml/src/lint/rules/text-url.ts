import { shortened } from '@ringback/common'
import { element as elementName, verb } from '../../names.gen.ts'
import { trimmedText } from '../../view/element-text.ts'
import type { ElementRule, Problem } from '../options.ts'
import { INVALID_URL, urlProblem } from '../values/url-problem.ts'
import { hint } from '../hint.ts'

/** The URL that is the text of Play and Redirect. */
export const textUrlRule: ElementRule = ({ element, parent, options }) => {
  if (element.id !== verb.Play && element.id !== verb.Redirect) return []
  const text = trimmedText(element)
  const problem = urlProblem(text)
  const problems: Problem[] = []
  if (problem !== undefined) {
    problems.push({
      code: 'twiml-invalid-url',
      message: `${element.name} names "${shortened(text)}", ${problem.message}; ${problem.consequence}.`,
      position: element.position,
      twilioCode: problem.twilioCode ?? INVALID_URL,
    })
  }
  if (parent?.id === elementName.Gather && element.attributes['digits'] !== undefined) {
    problems.push({
      code: 'twiml-play-digits-in-gather',
      message: 'Play with digits is not allowed in Gather; send the tones before or after it.',
      position: element.position,
      attribute: 'digits',
    })
  }
  if (element.id === verb.Redirect && parent?.children[0] === element && isOwnUrl(text, options.baseUrl)) {
    const message = 'The TwiML redirects to itself forever.'
    problems.push(hint('redirect-loop', message, element.position))
  }
  return problems
}

function isOwnUrl(url: string, baseUrl: string | undefined): boolean {
  if (url === '') return true
  return (
    baseUrl !== undefined &&
    URL.canParse(url, baseUrl) &&
    new URL(url, baseUrl).href === new URL(baseUrl).href
  )
}
