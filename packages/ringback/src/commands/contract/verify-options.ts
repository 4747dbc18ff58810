import type { BaselineOptions } from '../../baseline/baseline.ts'
import type { ReporterOptions } from '../../reporters/reporter-options.ts'
import type { BrokerOptions } from './broker-options.ts'

/** Pact's own name for the address of the app. */
export const providerBaseUrlOption = {
  type: 'string',
  placeholder: '<url>',
  describe: "Same as [app], Pact's option name",
} as const

/** The options of `ringback contract verify` that no other command has. */
export const verifyOptions = {
  pact: {
    type: 'string',
    repeat: true,
    placeholder: '<path>',
    default: ['pacts'] as readonly string[],
    describe: 'Pact files, folders, or `broker`',
  },
  'state-handlers': {
    type: 'string',
    placeholder: '<file>',
    describe: 'A module that exports a function for each provider state',
  },
  recordings: {
    type: 'string',
    placeholder: '<folder>',
    describe:
      'Folder with the sealed originals of what was recorded (default: `recordings` in ringback.config.ts)',
  },
  store: {
    type: 'string',
    placeholder: '<url>',
    describe: 'Database with the sealed originals, instead of the folder: postgres://user@host/database',
  },
  shard: { type: 'string', placeholder: '<part>', describe: 'Only a part of the interactions: 2/8' },
  concurrency: { type: 'number', integer: true, min: 1, describe: 'Interactions at a time' },
  provider: {
    type: 'string',
    placeholder: '<name>',
    describe: "Your app's name in the broker",
    group: 'Pact Broker',
  },
  selector: {
    type: 'string',
    repeat: true,
    placeholder: '<json>',
    describe: 'Consumer versions: \'{"mainBranch":true}\'',
    group: 'Pact Broker',
  },
  'enable-pending': {
    type: 'boolean',
    describe: 'Include pending pacts, whose failures do not fail the run',
    group: 'Pact Broker',
  },
  'include-wip-since': {
    type: 'string',
    placeholder: '<date>',
    describe: 'Include work-in-progress pacts since this date',
    group: 'Pact Broker',
  },
  publish: { type: 'boolean', default: false, describe: 'Publish the results', group: 'Pact Broker' },
  'app-version': {
    type: 'string',
    placeholder: '<version>',
    describe: 'The version of your app',
    group: 'Pact Broker',
  },
  branch: { type: 'string', placeholder: '<name>', describe: 'The branch of your app', group: 'Pact Broker' },
  'build-url': {
    type: 'string',
    placeholder: '<url>',
    describe: 'URL of this build',
    group: 'Pact Broker',
  },
} as const

/** Where the pacts are. */
export interface PactSourceOptions extends BrokerOptions {
  readonly pact: readonly string[]
  readonly provider?: string | undefined
  readonly selector?: readonly string[] | undefined
  readonly enablePending?: boolean | undefined
  readonly includeWipSince?: string | undefined
  readonly publish: boolean
  readonly appVersion?: string | undefined
  readonly branch?: string | undefined
  readonly buildUrl?: string | undefined
}

/** What the options read as. */
export interface VerifyCommandOptions extends PactSourceOptions, ReporterOptions, BaselineOptions {
  readonly config?: string | undefined
  readonly app?: string | undefined
  readonly functions?: string | undefined
  readonly providerBaseUrl?: string | undefined
  readonly stateHandlers?: string | undefined
  readonly recordings?: string | undefined
  readonly store?: string | undefined
  readonly requireKey: boolean
  readonly reveal: boolean
  readonly shard?: string | undefined
  readonly concurrency?: number | undefined
  readonly publicUrl?: string | undefined
  readonly authToken?: string | undefined
  readonly timeout?: number | undefined
  readonly allowRemote: boolean
}
