import { formParameter, formParameters, type Parameters } from '@ringback/catalog'
import type { ExchangeRequest } from './exchange.ts'

/** The parameters of a recorded request: those of its form body, else those of its query string. */
export function parametersOf(request: ExchangeRequest): Parameters {
  const form = formOf(request)
  return form === '' ? [] : formParameters(form)
}

/** The first value that `parametersOf` has under a name, without decoding the others; undefined when there is none. */
export function parameterOf(request: ExchangeRequest, name: string): string | undefined {
  return formParameter(formOf(request), name)
}

function formOf({ body, url }: ExchangeRequest): string {
  const text = 'text' in body ? body.text : ''
  const first = text.trimStart().charAt(0)
  if (text !== '' && first !== '{' && first !== '[' && first !== '<') return text
  return /\?([^#]*)/.exec(url)?.[1] ?? ''
}
