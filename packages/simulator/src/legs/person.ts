import type { AnsweredBy } from '@ringback/catalog'

/** What a person does with a telephone. The clock stands still while a script thinks. */
export interface Line {
  readonly callSid: string
  /**
   * Resolves with what was said or played on this leg, by the app or by somebody on the other side, once it
   * matches; what was heard before and not asked for yet counts. Rejects when the call ends first, or after
   * `within` seconds (60) on the clock.
   */
  readonly hears: (pattern: string | RegExp, options?: { readonly within?: number }) => Promise<string>
  /** Presses keys, one after the other. */
  readonly press: (keys: string, options?: SettleOptions) => Promise<void>
  /** Says something. It takes as long as speaking takes. */
  readonly say: (text: string, options?: SettleOptions & { readonly confidence?: number }) => Promise<void>
  /** Waits until somebody is on the other side. Rejects when the call ends before. */
  readonly connects: () => Promise<void>
  /**
   * Sends the other side to a SIP address (REFER), and leaves. Refused, and logged as 13802, unless the Dial
   * has a `referUrl`.
   */
  readonly transfers: (to: string) => Promise<void>
  /** Does nothing for so many seconds. */
  readonly waits: (seconds: number) => Promise<void>
  readonly hangup: () => Promise<void>
}

/** How a person goes on after an input. */
export interface SettleOptions {
  /**
   * Whether time goes on until the call wants something of this person again, is over, or has wanted nothing for
   * ten minutes. Default: true.
   */
  readonly settle?: boolean
}

/** What a person does in a call, from the moment it is answered. */
export type PersonScript = (line: Line) => void | Promise<void>

/** What becomes of a ringing telephone. */
export interface Person {
  /** Seconds until it is answered, refused, or given up. Default: 3. */
  readonly after?: number
  /** Default: `answers`. `silent`: nobody ever answers. */
  readonly does?: 'answers' | 'is-busy' | 'refuses' | 'is-unreachable' | 'silent'
  /** What answering machine detection finds. Default: a human. */
  readonly answeredBy?: AnsweredBy
  /** Milliseconds that answering machine detection takes. Default: 2,500. */
  readonly detectionMs?: number
  /** What is said and pressed once it is answered. */
  readonly script?: PersonScript
  /** Headers of the answer, for SIP: names without `SipHeader_`. */
  readonly sipHeaders?: Readonly<Record<string, string>>
}

/** The two ends of a call. */
export interface Parties {
  readonly from: string
  readonly to: string
}

/** Everybody who can be called: by address, or by a function of the leg that rings. */
export type People = Readonly<Record<string, Person | PersonScript>> | ((leg: Parties) => Person | undefined)

/** The person at an address; somebody who answers and says nothing where nobody is known. */
export function personAt(people: People, leg: Parties): Person {
  const person = typeof people === 'function' ? people(leg) : people[leg.to]
  return typeof person === 'function' ? { script: person } : (person ?? {})
}
