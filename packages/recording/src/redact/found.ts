/**
 * What kind of value was replaced. `digits`: keys pressed and other figures; `name`: names of people and places;
 * `text`: speech and any other wording; `token`: cookies, credentials, signatures.
 */
export type RedactionClass = 'sid' | 'address' | 'digits' | 'name' | 'text' | 'token' | 'host' | 'ip'

/** One replaced value. */
export interface Found {
  readonly class: RedactionClass
  readonly raw: string
  readonly pseudonym: string
}
