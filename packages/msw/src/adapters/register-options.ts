import { RingbackError } from '@ringback/common'
import type { Person } from '@ringback/simulator'
import type { TwilioOptions } from '../options.ts'

/** The settings of the virtual Twilio for an unmodified app. */
export interface RegisterOptions extends TwilioOptions {
  /** How many times as fast as real time its clock runs. */
  readonly speed: number
}

/** Reads the environment. Throws a RingbackError that names every variable that is missing or cannot be used. */
export function registerOptions(env: Readonly<Record<string, string | undefined>>): RegisterOptions {
  const accountSid = env['RINGBACK_ACCOUNT_SID'] ?? env['TWILIO_ACCOUNT_SID']
  const authToken = env['RINGBACK_AUTH_TOKEN'] ?? env['TWILIO_AUTH_TOKEN']
  const speed = Number(env['RINGBACK_SPEED'] ?? 1)
  const people = peopleOf(env['RINGBACK_PEOPLE'])
  const problems = [
    ...(accountSid === undefined ? ['set TWILIO_ACCOUNT_SID (or RINGBACK_ACCOUNT_SID)'] : []),
    ...(authToken === undefined ? ['set TWILIO_AUTH_TOKEN (or RINGBACK_AUTH_TOKEN)'] : []),
    ...(speed > 0 ? [] : [`RINGBACK_SPEED must be a number greater than 0, not ${env['RINGBACK_SPEED']}`]),
    ...(people === undefined
      ? ['RINGBACK_PEOPLE must be a JSON object, such as {"+14155550101":{"does":"is-busy"}}']
      : []),
  ]
  if (accountSid === undefined || authToken === undefined || people === undefined || problems.length > 0) {
    throw new RingbackError(
      'register-environment',
      `Cannot start the virtual Twilio: ${problems.join('; ')}.`,
    )
  }
  const publicUrl = env['RINGBACK_PUBLIC_URL']
  const app = env['RINGBACK_APP']
  return {
    accountSid,
    authToken,
    speed,
    people,
    ...(publicUrl !== undefined && { publicUrl }),
    ...(app !== undefined && { app }),
  }
}

function peopleOf(text = '{}'): Readonly<Record<string, Person>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    // The people are not checked: an unknown word makes a person who answers.
    return typeof value === 'object' && value !== null
      ? (value as Readonly<Record<string, Person>>)
      : undefined
  } catch {
    return undefined
  }
}
