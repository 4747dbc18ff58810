import type { PhoneCall } from '@ringback/simulator'
import { callMatchers, type MatcherResult } from '@ringback/simulator/engine'
import type { BodyFields } from './body-field.ts'
import { ControlError } from './control-error.ts'

const texts = { type: 'texts', maxLength: 10_000, maxItems: 100 } as const

/** What can be expected of a call: the matchers of `ringback/vitest`. */
export const expectationFields: BodyFields = {
  said: { ...texts, about: 'Texts that were said, as a part of a Say' },
  played: { ...texts, about: 'URLs that were played' },
  dialled: { ...texts, about: 'Numbers, clients, SIP addresses, queues or conferences that were dialled' },
  requested: { ...texts, about: 'URLs or webhook kinds that were requested' },
  waitsFor: {
    type: 'string',
    maxLength: 100,
    about: 'What the call waits for now: gather, record, dial, ...',
  },
  ended: {
    type: 'string',
    maxLength: 100,
    about: 'The status with which the call ended: completed, busy, ...',
  },
  noErrors: { type: 'boolean', about: "True: no error in Twilio's debugger; false: at least one" },
  logged: { type: 'number', min: 10_000, max: 99_999, about: "A code that Twilio's debugger logged" },
}

/** One expectation and whether it is met. */
export interface Expectation {
  readonly expected: string
  readonly value: unknown
  readonly met: boolean
  /** What was there instead; null when it is met. */
  readonly difference: string | null
}

/** Checks all expectations. Throws a ControlError with status 409 and every difference when one is not met. */
export function expectationsOf(
  call: PhoneCall,
  wanted: Readonly<Record<string, unknown>>,
): readonly Expectation[] {
  const expectations = Object.entries(wanted).flatMap(([expected, value]) =>
    (Array.isArray(value) ? value : [value]).map((each: unknown) => {
      const { pass, message } = judge(call, expected, each)
      const met = expected === 'noErrors' && each === false ? !pass : pass
      const [firstLine = ''] = message().split('\n\n')
      return { expected, value: each, met, difference: met ? null : firstLine }
    }),
  )
  const differences = expectations.flatMap(({ difference }) => difference ?? [])
  if (differences.length === 0) return expectations
  throw new ControlError(409, 'expectation-not-met', `${differences.join('\n')}\n\n${call.transcript}`, {
    remedy: 'Compare the transcript with what was expected.',
    details: { expectations, transcript: call.transcript.split('\n') },
  })
}

/** The fields were checked: each has the type that its row says. */
function judge(call: PhoneCall, expected: string, value: unknown): MatcherResult {
  const text = String(value)
  switch (expected) {
    case 'said':
      return callMatchers.toHaveSaid(call, text)
    case 'played':
      return callMatchers.toHavePlayed(call, text)
    case 'dialled':
      return callMatchers.toDial(call, text)
    case 'requested':
      return callMatchers.toHaveRequested(call, text)
    case 'waitsFor':
      return callMatchers.toWaitFor(call, text)
    case 'ended':
      return callMatchers.toHaveEnded(call, text)
    case 'logged':
      return callMatchers.toHaveLogged(call, Number(value))
    default:
      return callMatchers.toHaveNoErrors(call)
  }
}
