import { describeForCaller, parseTwiml, type TwimlDocument } from '@ringback/twiml'
import type { ExchangeResponse } from '@ringback/recording'
import { cutText } from '../answers/cut-text.ts'
import { firstThatFit } from '../answers/first-that-fit.ts'

const longest = 6000
const longestLine = 400

/** What the caller hears of an answer, line by line; nothing where it is no TwiML. */
export function heardOf(response: ExchangeResponse | null): readonly string[] {
  const text = response !== null && 'text' in response.body ? response.body.text : ''
  const { document } = text.includes('<') ? parseTwiml(text) : { document: null }
  if (document === null) return []
  return heardIn(document)
}

/** What the caller hears of a document. */
export function heardIn(document: TwimlDocument): readonly string[] {
  const { items, leftOut } = firstThatFit(describeForCaller(document), longest, (line) =>
    cutText(line, longestLine),
  )
  return leftOut > 0 ? [...items, `(${leftOut} more lines were cut)`] : items
}
