import { parseTwiml, describeForCaller } from '@ringback/twiml'
import type { ExchangeResponse } from '@ringback/recording'
import { cutText } from '../answers/cut-text.ts'

const mostLines = 40
const longestLine = 400

/** What the caller hears of an answer, line by line; nothing where it is no TwiML. */
export function heardOf(response: ExchangeResponse | null): readonly string[] {
  const text = response !== null && 'text' in response.body ? response.body.text : ''
  const { document } = text.includes('<') ? parseTwiml(text) : { document: null }
  if (document === null) return []
  const lines = describeForCaller(document).map((line) => cutText(line, longestLine))
  const left = lines.length - mostLines
  return left > 0 ? [...lines.slice(0, mostLines), `(${left} more lines were cut)`] : lines
}
