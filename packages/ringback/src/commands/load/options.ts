import type { DialOutcome } from '@ringback/simulator'
import type { LineOptions } from '../call/options.ts'

/** The options that say how many calls there are, and when. */
export const paceOptions = {
  calls: {
    type: 'number',
    integer: true,
    min: 1,
    describe:
      'Most simultaneous calls; without --rate so many are kept up (default: 10, with --rate no limit)',
  },
  rate: {
    type: 'number',
    above: 0,
    describe: 'New calls per second, which start on time whether or not your app keeps up',
  },
  ramp: {
    type: 'number',
    placeholder: '<seconds>',
    min: 0,
    default: 0,
    describe: 'Time in which the rate, or the number of calls, grows to its full size',
  },
  duration: {
    type: 'number',
    placeholder: '<seconds>',
    above: 0,
    describe: 'Time in which calls are started (default: 30, with --find-rate 5 for each rate)',
  },
  'find-rate': {
    type: 'boolean',
    default: false,
    describe:
      'Find how many new calls per second your app takes before it passes the budget; --rate is where the search begins (default: 1)',
  },
  shard: {
    type: 'string',
    placeholder: '<index>/<count>',
    describe:
      'This machine makes its part of the calls of the whole load, such as 1/3; ringback report merge joins the reports',
  },
  threads: {
    type: 'number',
    integer: true,
    min: 1,
    max: 64,
    default: 1,
    describe: 'Threads that make the load together, each on a processor',
  },
  pauses: {
    type: 'boolean',
    negated: true,
    describe: 'Let only your app take time: nobody waits for Say, Play, Pause and Gather',
  },
  'time-scale': {
    type: 'number',
    above: 0,
    default: 1,
    describe: 'How fast time passes in the calls: 1 as for a real caller, 10 ten times as fast',
  },
} as const

/** The options that say what callers do. */
export const callerOptions = {
  keys: {
    type: 'string',
    repeat: true,
    placeholder: '<steps>',
    describe: 'What callers do, in steps (see below); given several times, calls take them in turn',
    group: 'Callers',
  },
  'keys-from': {
    type: 'string',
    placeholder: '<call>',
    describe:
      'Callers press and say what those of recorded calls did, in their shares: a folder, a recording file, the start of a CallSid, or all',
    group: 'Callers',
  },
  map: {
    type: 'string',
    placeholder: '<file>',
    describe: 'Callers walk to each leaf of a map in turn: ringback map -o map.json',
    group: 'Callers',
  },
} as const

/** What the options of `ringback load` read as. */
export interface LoadCommandOptions extends Omit<LineOptions, 'functions'> {
  readonly calls?: number | undefined
  readonly rate?: number | undefined
  readonly ramp: number
  readonly duration?: number | undefined
  readonly findRate: boolean
  readonly shard?: string | undefined
  readonly threads: number
  readonly pauses?: boolean | undefined
  readonly timeScale: number
  readonly budget: number
  readonly firstAudioBudget?: number | undefined
  readonly keys?: readonly string[] | undefined
  readonly keysFrom?: string | undefined
  readonly map?: string | undefined
  readonly recordings?: string | undefined
  readonly store?: string | undefined
  readonly dialled: DialOutcome
  readonly output?: string | undefined
  readonly format: 'pretty' | 'json'
}
