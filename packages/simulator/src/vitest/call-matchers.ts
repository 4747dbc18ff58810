import type { CallEvent, EventOf, Waiting } from '../simulation/events.ts'
import type { PhoneCall } from '../phone/phone-call.ts'

/** The result of a vitest matcher. */
export interface MatcherResult {
  readonly pass: boolean
  readonly message: () => string
}

/** Vitest matchers for a call. A failure shows the transcript. */
export interface CallMatchers<Returned> {
  /** Dialled this number, client, SIP address, queue or conference. */
  toDial: (address: string | RegExp) => Returned
  /** Said this, on the caller's leg or another. */
  toHaveSaid: (text: string | RegExp) => Returned
  toHavePlayed: (url: string | RegExp) => Returned
  /** Requested a URL, or a webhook of that kind. */
  toHaveRequested: (urlOrKind: string | RegExp) => Returned
  /** Now waits for this: `gather`, `record`, `dial`, `conversation`, `queue`, ... */
  toWaitFor: (what: string) => Returned
  /** Is over, with that status when one is given. */
  toHaveEnded: (status?: string) => Returned
  /** Caused no error in Twilio's debugger; warnings are allowed. */
  toHaveNoErrors: () => Returned
  /** Logged this code of Twilio's debugger. */
  toHaveLogged: (twilioCode: number) => Returned
}

/** The matchers, for `expect.extend`. */
export const callMatchers: {
  readonly [Name in keyof CallMatchers<unknown>]: (
    call: PhoneCall,
    ...expected: Parameters<CallMatchers<unknown>[Name]>
  ) => MatcherResult
} = {
  toDial: (call: PhoneCall, address: string | RegExp) => {
    const telephones = listOf(call, 'dialled', ({ to }) => to)
    const rooms = listOf(call, 'waiting', ({ waiting }) => roomOf(waiting))
    return found(call, 'dialled', [...new Set([...telephones, ...rooms])], isWhole(address))
  },
  toHaveSaid: (call: PhoneCall, text: string | RegExp) => {
    const said = listOf(call, 'said', (event) => event.text)
    return found(call, 'said', said, isPart(text))
  },
  toHavePlayed: (call: PhoneCall, url: string | RegExp) => {
    const played = listOf(call, 'played', (event) => event.url)
    return found(call, 'played', played, isWhole(url))
  },
  toHaveRequested: (call: PhoneCall, urlOrKind: string | RegExp) => {
    const requested = listOf(call, 'webhook-sent', ({ url, kind }) => [url, kind])
    return found(call, 'requested', requested, isWhole(urlOrKind))
  },
  toWaitFor: (call: PhoneCall, what: string) => {
    const waiting = call.waitingFor()?.for ?? 'nothing'
    return result(call, waiting === what, `the call to wait for ${what}; it waits for ${waiting}`)
  },
  toHaveEnded: (call: PhoneCall, status?: string) => {
    const is = call.isOver() ? `it ended ${call.status()}` : `it is still ${call.status()}`
    const pass = call.isOver() && (status === undefined || call.status() === status)
    return result(call, pass, `the call to have ended${status === undefined ? '' : ` ${status}`}; ${is}`)
  },
  toHaveNoErrors: (call: PhoneCall) => {
    const errors = problemsOf(call).filter(({ level }) => level === 'error')
    const texts = errors.map(({ twilioCode, message }) => `${twilioCode ?? 'ringback'}: ${message}`)
    return result(call, errors.length === 0, `no errors; there were ${listed(texts)}`)
  },
  toHaveLogged: (call: PhoneCall, twilioCode: number) => {
    const codes = problemsOf(call).map((problem) => String(problem.twilioCode ?? problem.code))
    return result(
      call,
      codes.includes(String(twilioCode)),
      `${twilioCode} in the debugger; there was ${listed(codes)}`,
    )
  },
}

function problemsOf(call: PhoneCall): readonly EventOf<'problem'>[] {
  return call.events().filter((event): event is EventOf<'problem'> => event.type === 'problem')
}

/** The conference or the queue that a Dial leads to, of which no telephone rings. */
function roomOf(waiting: Waiting): readonly string[] {
  if (waiting.for === 'conference') return [waiting.conference]
  return waiting.for === 'dial' && !waiting.sequential ? waiting.targets : []
}

function listOf<Type extends CallEvent['type']>(
  call: PhoneCall,
  type: Type,
  textOf: (event: EventOf<Type>) => string | readonly string[],
): readonly string[] {
  return call
    .events()
    .filter((event): event is EventOf<Type> => event.type === type)
    .flatMap(textOf)
}

/** Expected texts, and their name in a failure message. */
interface Expected {
  readonly name: string
  readonly fits: (text: string) => boolean
}

function isWhole(expected: string | RegExp): Expected {
  const fits = (text: string): boolean =>
    typeof expected === 'string' ? text === expected : expected.test(text)
  return { name: String(expected), fits }
}

function isPart(expected: string | RegExp): Expected {
  const fits = (text: string): boolean =>
    typeof expected === 'string' ? text.includes(expected) : expected.test(text)
  return { name: String(expected), fits }
}

function found(call: PhoneCall, what: string, texts: readonly string[], expected: Expected): MatcherResult {
  const expectation = `${expected.name} to have been ${what}; it ${what} ${listed(texts)}`
  return result(call, texts.some(expected.fits), expectation)
}

function listed(texts: readonly string[]): string {
  return texts.length === 0 ? 'nothing' : texts.map((text) => `"${text}"`).join(', ')
}

function result(call: PhoneCall, pass: boolean, expectation: string): MatcherResult {
  return { pass, message: () => `expected ${pass ? 'not ' : ''}${expectation}\n\n${call.transcript}` }
}
