import { bytesOf, type ExchangeResponse } from '@ringback/recording'

/** The body of an answer as text; bytes that are not UTF-8 become replacement characters. */
export function bodyText({ body }: ExchangeResponse): string {
  return 'text' in body ? body.text : new TextDecoder().decode(bytesOf(body))
}
