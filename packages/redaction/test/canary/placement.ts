import type { Exchange, Headers } from '@ringback/recording'
import { sid } from '../exchanges.ts'

export const callSid: string = sid('CA', 0xbeef)
export const national = '6175550191'
export const caller: string = `+1${national}`

/** A place where something private stands, and what must not be readable afterwards. */
export interface Placement {
  readonly name: string
  readonly secrets: readonly string[]
  readonly given: Partial<Exchange>
}

/** A request of an incoming call with a part of it set. */
export function exchangeOf(part: Partial<Exchange['request']>): Exchange['request'] {
  return {
    method: 'POST',
    url: 'https://app.example.com/voice',
    headers: [['Content-Type', 'application/x-www-form-urlencoded']],
    body: { text: `CallSid=${callSid}&From=%2B1${national}&CallStatus=ringing` },
    ...part,
  }
}

/** Something private in a request. */
export function inRequest(
  name: string,
  secrets: readonly string[],
  part: Partial<Exchange['request']>,
): Placement {
  return { name, secrets, given: { request: exchangeOf(part) } }
}

/** Something private in an answer. */
export function inAnswer(
  name: string,
  secrets: readonly string[],
  text: string,
  headers: Headers = [],
): Placement {
  return {
    name,
    secrets,
    given: { request: exchangeOf({}), response: { status: 200, headers, body: { text } } },
  }
}
