import type { Secret } from './secret.ts'

/** In the order of the alphabet. */
export const redactionClasses = ['address', 'digits', 'host', 'ip', 'name', 'sid', 'text', 'token'] as const

/**
 * What kind of value was replaced. `digits`: keys pressed and other figures; `name`: names of people and places;
 * `text`: speech and any other wording; `token`: cookies, credentials, signatures.
 */
export type RedactionClass = (typeof redactionClasses)[number]

/** One replaced value. */
export interface Found {
  readonly class: RedactionClass
  readonly raw: string
  readonly pseudonym: string
  /** What to look for in other texts because of it: worked out when it is first asked for (`secretsOf`). */
  secrets: readonly Secret[] | undefined
}

/** A value that was replaced just now. */
export function foundOf(kind: RedactionClass, raw: string, pseudonym: string): Found {
  return { class: kind, raw, pseudonym, secrets: undefined }
}
