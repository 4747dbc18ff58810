import type { CallValueOptions } from '../../input/call-values.ts'

/** The options of `ringback fuzz` that no other command has. */
export const fuzzOptions = {
  route: {
    type: 'string',
    repeat: true,
    separator: 'route',
    placeholder: '<kind=url>',
    describe: 'Another page of your app and its webhook kind: voice.fallback=/fallback',
  },
  checks: {
    type: 'string',
    repeat: true,
    separator: 'comma',
    placeholder: '<names>',
    describe: 'Only these checks',
  },
  recordings: { type: 'string', placeholder: '<folder>', describe: 'Recordings to send first' },
  store: {
    type: 'string',
    placeholder: '<url>',
    describe: 'Database of recordings to send first: postgres://user@host/database',
  },
  findings: {
    type: 'string',
    placeholder: '<folder>',
    default: 'fixtures/findings',
    describe: 'Folder of the findings',
  },
  'fail-on': {
    type: 'string',
    placeholder: '<severity>',
    choices: ['error', 'warning'],
    default: 'error',
    describe: 'Lowest severity that exits with 1',
  },
  budget: {
    type: 'number',
    placeholder: '<seconds>',
    above: 0,
    describe: 'Warn about answers that take longer than this',
  },
  runs: {
    type: 'number',
    integer: true,
    min: 0,
    default: 500,
    describe: 'Number of random webhooks, in addition to the edge cases',
    group: 'Effort',
  },
  seed: {
    type: 'number',
    integer: true,
    describe: 'Seed to repeat a run (default: random)',
    group: 'Effort',
  },
  'max-time': {
    type: 'number',
    placeholder: '<seconds>',
    above: 0,
    describe: 'Stop after this time and report the findings so far',
    group: 'Effort',
  },
  concurrency: {
    type: 'number',
    integer: true,
    min: 1,
    default: 8,
    describe: 'Number of requests at the same time',
    group: 'Effort',
  },
} as const

/** What they read as. */
export interface FuzzCommandOptions extends CallValueOptions {
  readonly config?: string | undefined
  readonly app?: string | undefined
  readonly functions?: string | undefined
  readonly voiceUrl?: string | undefined
  readonly statusCallback?: string | undefined
  readonly route?: readonly string[] | undefined
  readonly authToken?: string | undefined
  readonly publicUrl?: string | undefined
  readonly method: 'GET' | 'POST'
  readonly runs: number
  readonly maxTime?: number | undefined
  readonly seed?: number | undefined
  readonly checks?: readonly string[] | undefined
  readonly budget?: number | undefined
  readonly concurrency: number
  readonly recordings?: string | undefined
  readonly store?: string | undefined
  readonly findings: string
  readonly failOn: 'error' | 'warning'
  readonly allowRemote: boolean
  readonly timeout?: number | undefined
}
