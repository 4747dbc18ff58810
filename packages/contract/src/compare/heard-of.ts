import type { ExchangeResponse } from '@ringback/recording'
import { describeForCaller, parseTwiml } from '@ringback/twiml'

/** What the caller hears of an answer, one line a step; null when it has no TwiML. */
export function heardOf(response: ExchangeResponse | null): readonly string[] | null {
  const text = response !== null && 'text' in response.body ? response.body.text : ''
  const { document } = text.includes('<') ? parseTwiml(text) : { document: null }
  return document === null ? null : describeForCaller(document)
}
