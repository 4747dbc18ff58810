import { RingbackError } from '@ringback/common'
import type { BrokerAccess } from '@ringback/contract'
import type { Io } from '../../shell/io.ts'

/** The options of every command that speaks to a broker. */
export const brokerOptions = {
  'broker-url': {
    type: 'string',
    placeholder: '<url>',
    describe: 'The Pact Broker; or set PACT_BROKER_BASE_URL',
    group: 'Pact Broker',
  },
  'broker-token': {
    type: 'string',
    placeholder: '<token>',
    describe: 'Token of the Pact Broker; better set PACT_BROKER_TOKEN',
    group: 'Pact Broker',
  },
  'broker-username': {
    type: 'string',
    placeholder: '<name>',
    describe: 'User name of the Pact Broker, in place of a token; or set PACT_BROKER_USERNAME',
    group: 'Pact Broker',
  },
  'broker-password': {
    type: 'string',
    placeholder: '<password>',
    describe: 'Password of the Pact Broker; better set PACT_BROKER_PASSWORD',
    group: 'Pact Broker',
  },
} as const

/** What they read as. */
export interface BrokerOptions {
  readonly brokerUrl?: string | undefined
  readonly brokerToken?: string | undefined
  readonly brokerUsername?: string | undefined
  readonly brokerPassword?: string | undefined
}

/** The broker that the options or the environment name. Throws a `RingbackError`. */
export function brokerAccess(options: BrokerOptions, { env }: Io): BrokerAccess {
  const brokerUrl = options.brokerUrl ?? env.PACT_BROKER_BASE_URL
  if (brokerUrl === undefined || brokerUrl === '') {
    throw new RingbackError('no-broker-url', 'No Pact Broker given.', {
      remedy: 'Pass --broker-url, or set PACT_BROKER_BASE_URL.',
    })
  }
  if (!/^https?:\/\//i.test(brokerUrl) || !URL.canParse(brokerUrl)) {
    throw new RingbackError('bad-broker-url', `--broker-url ${brokerUrl} is not a URL.`, {
      remedy: 'Write it with its scheme: https://broker.example.com',
    })
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
