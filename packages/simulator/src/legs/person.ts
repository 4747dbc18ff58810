import type { AnsweredBy } from '@ringback/catalog'

/** The actions of a person on the telephone. The clock stops while a script runs its own code. */
export interface Line {
  readonly callSid: string
  /**
   * Resolves with the text that was said or played on this leg, by the app or by the other side, once it matches.
   * Text that was heard earlier and not matched yet counts too. Rejects when the call ends first, or after `within`
   * seconds (60) on the clock.
   */
  readonly hears: (pattern: string | RegExp, options?: { readonly within?: number }) => Promise<string>
  /** Presses keys, one after the other. */
  readonly press: (keys: string, options?: SettleOptions) => Promise<void>
  /** Says something. Takes as long as speaking the text takes. */
  readonly say: (text: string, options?: SettleOptions & { readonly confidence?: number }) => Promise<void>
  /** Waits until somebody is on the other side. Rejects when the call ends first. */
  readonly connects: () => Promise<void>
  /**
   * Transfers the other side to a SIP address (REFER), and leaves. Refused and logged as 13802 when the Dial has no
   * `referUrl`.
   */
  readonly transfers: (to: string) => Promise<void>
  /** Does nothing for this many seconds. */
  readonly waits: (seconds: number) => Promise<void>
  readonly hangup: () => Promise<void>
}

/** What a person does after an input. */
export interface SettleOptions {
  /**
   * Whether time passes until the call waits for this person again, is over, or has not waited for input for ten
   * minutes. Default: true.
   */
  readonly settle?: boolean
}

/** A script for a person in a call, from the moment the call is answered. */
export type PersonScript = (line: Line) => void | Promise<void>

/** How a ringing telephone reacts. */
export interface Person {
  /** Seconds until the call is answered, rejected or abandoned. Default: 3. */
  readonly after?: number
  /** Default: `answers`. `silent`: nobody ever answers. */
  readonly does?: 'answers' | 'is-busy' | 'refuses' | 'is-unreachable' | 'silent'
  /** What answering machine detection finds. Default: a human. */
  readonly answeredBy?: AnsweredBy
  /** Milliseconds that answering machine detection takes. Default: 2,500. */
  readonly detectionMs?: number
  /** What the person says and presses once the call is answered. */
  readonly script?: PersonScript
  /** Headers of the answer, for SIP: names without `SipHeader_`. */
  readonly sipHeaders?: Readonly<Record<string, string>>
}

/** The two ends of a call. */
export interface Parties {
  readonly from: string
  readonly to: string
}

/** The people who can be called: by address, or by a function of the leg that rings. */
export type People = Readonly<Record<string, Person | PersonScript>> | ((leg: Parties) => Person | undefined)

/** The person at an address. Default: somebody who answers and says nothing. */
export function personAt(people: People, leg: Parties): Person {
  const person = typeof people === 'function' ? people(leg) : people[leg.to]
  return typeof person === 'function' ? { script: person } : (person ?? {})
}
