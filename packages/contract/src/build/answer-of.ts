import { bytesOf, type ExchangeResponse } from '@ringback/recording'

/** The value of a header of an answer; undefined when it has none. */
export function headerOf({ headers }: Pick<ExchangeResponse, 'headers'>, name: string): string | undefined {
  return headers.find(([known]) => known.toLowerCase() === name)?.[1]
}

/** The body of an answer as text; bytes that are not UTF-8 become replacement characters. */
export function bodyText({ body }: ExchangeResponse): string {
  return 'text' in body ? body.text : new TextDecoder().decode(bytesOf(body))
}
