import { sid } from '../exchange.ts'

export const callSid: string = sid('CA', 0xbeef)
export const national = '6175550191'
export const caller: string = `+1${national}`

type Headers = readonly (readonly [name: string, value: string])[]
type Body = { readonly text: string } | { readonly base64: string }

/** A request, as exchanges have it. */
export interface GivenRequest {
  readonly method: string
  readonly url: string
  readonly headers: Headers
  readonly body: Body
}

/** The parts of an exchange that a placement sets. */
export interface GivenParts {
  readonly request?: GivenRequest
  readonly response?: { readonly status: number; readonly headers: Headers; readonly body: Body }
  readonly problem?: { readonly code: 'app-down'; readonly message: string }
}

/** A place where something private stands, and what must not be readable afterwards. */
export interface Placement {
  readonly name: string
  readonly secrets: readonly string[]
  readonly given: GivenParts
}

/** A request of an incoming call with a part of it set. */
export function exchangeOf(part: Partial<GivenRequest>): GivenRequest {
  return {
    method: 'POST',
    url: 'https://app.example.com/voice',
    headers: [['Content-Type', 'application/x-www-form-urlencoded']],
    body: { text: `CallSid=${callSid}&From=%2B1${national}&CallStatus=ringing` },
    ...part,
  }
}

/** Something private in a request. */
export function inRequest(name: string, secrets: readonly string[], part: Partial<GivenRequest>): Placement {
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
