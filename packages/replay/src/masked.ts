import type { ExchangeResponse } from '@ringback/recording'

/**
 * An answer without what only the redaction key could compare: numbers of seven digits and more, and SIDs. For
 * recordings whose key is not here.
 */
export function maskAnswer(answer: ExchangeResponse): ExchangeResponse {
  if (!('text' in answer.body)) return answer
  const text = answer.body.text
    .replaceAll(/\b[A-Z]{2}[0-9a-f]{32}\b/gi, (sid) => `${sid.slice(0, 2)}${'#'.repeat(32)}`)
    .replaceAll(/\+?\d(?:[\s().-]?\d){6,}/g, '#######')
  return { ...answer, body: { ...answer.body, text } }
}
