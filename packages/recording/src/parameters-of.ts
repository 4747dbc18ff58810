import { formParameters, type Parameters } from '@ringback/catalog'
import type { ExchangeRequest } from './exchange.ts'

/** The parameters of a recorded request: those of its form body, else those of its query string. */
export function parametersOf(request: ExchangeRequest): Parameters {
  const body = 'text' in request.body ? request.body.text : ''
  const first = body.trimStart().charAt(0)
  if (body !== '' && first !== '{' && first !== '[' && first !== '<') return formParameters(body)
  const query = /\?([^#]*)/.exec(request.url)?.[1] ?? ''
  return query === '' ? [] : formParameters(query)
}
