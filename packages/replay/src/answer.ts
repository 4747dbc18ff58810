import { bytesOf, type ExchangeResponse } from '@ringback/recording'

/** The media type of an answer in lower case, without parameters; undefined when it has none. */
export function mediaTypeOf({ headers }: ExchangeResponse): string | undefined {
  const value = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1]
  return value?.split(';')[0]?.trim().toLowerCase()
}

/** The body of an answer as text; bytes that are no UTF-8 become replacement characters. */
export function textOf({ body }: ExchangeResponse): string {
  return 'text' in body ? body.text : new TextDecoder().decode(bytesOf(body))
}
