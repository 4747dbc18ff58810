import type { BrokerAccess } from '@ringback/contract'
import type { Io } from '../../shell/io.ts'
import { UserError } from '../../shell/user-error.ts'

/** The options of every command that speaks to a broker. */
export const brokerOptions = {
  'broker-url': { type: 'string', describe: 'The Pact Broker (PACT_BROKER_BASE_URL)' },
  'broker-token': { type: 'string', describe: 'Its token (better: PACT_BROKER_TOKEN)' },
  'broker-username': { type: 'string', describe: 'or a user name (PACT_BROKER_USERNAME)' },
  'broker-password': { type: 'string', describe: 'and a password (better: PACT_BROKER_PASSWORD)' },
} as const

export interface BrokerOptions {
  readonly brokerUrl?: string | undefined
  readonly brokerToken?: string | undefined
  readonly brokerUsername?: string | undefined
  readonly brokerPassword?: string | undefined
}

/** The broker that the options or the environment name. */
export function brokerAccess(options: BrokerOptions, { env }: Io): BrokerAccess {
  const brokerUrl = options.brokerUrl ?? env.PACT_BROKER_BASE_URL
  if (brokerUrl === undefined || brokerUrl === '') {
    throw new UserError(
      'It is not said which broker is meant.',
      'Give --broker-url, or set PACT_BROKER_BASE_URL.',
    )
  }
  if (!/^https?:\/\//i.test(brokerUrl) || !URL.canParse(brokerUrl)) {
    throw new UserError(
      `--broker-url ${brokerUrl} is no URL.`,
      'Write it with its scheme: https://broker.example.com.',
    )
  }
  const token = options.brokerToken ?? env.PACT_BROKER_TOKEN
  const username = options.brokerUsername ?? env.PACT_BROKER_USERNAME
  const password = options.brokerPassword ?? env.PACT_BROKER_PASSWORD
  return {
    brokerUrl: brokerUrl.replace(/\/$/, ''),
    ...(token !== undefined && { token }),
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
  }
}
