import { printableJson, RingbackError } from '@ringback/common'
import { parseKeyPath, dialResults, type Step } from '@ringback/simulator'
import { findRate, runLoad, type LoadOptions, type LoadReport } from '@ringback/simulator/load'
import { dialCallStatus } from '@ringback/catalog'
import { formatOption, numberOptions, requestOptions } from '../../options/shared.ts'
import { createProgressLine } from '../../reporters/progress-line.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode, type ExitCode } from '../../shell/exit-code.ts'
import { stylesFor } from '../../shell/styles.ts'
import { lineSettings, type LineSettings } from '../call/line-settings.ts'
import { partyOptions, stepsHelp } from '../call/options.ts'
import type { Io } from '../../shell/io.ts'
import { findingsOf, loadLines, progressText } from './load-lines.ts'
import { rateLines, rateText } from './rate-lines.ts'

/** `ringback load`: many simultaneous calls, and how long the app takes to answer them. */
export const loadCommand: Command = command({
  positionals: {
    app: {
      type: 'string',
      describe:
        'Where your app answers calls: localhost:3000/voice (default: `app` and `voiceUrl` in ringback.config.ts)',
    },
  },
  options: {
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
    keys: {
      type: 'string',
      repeat: true,
      placeholder: '<steps>',
      describe: 'What callers do, in steps (see below); given several times, calls take them in turn',
    },
    dialled: {
      type: 'string',
      placeholder: '<outcome>',
      choices: dialResults,
      default: dialCallStatus.answered,
      describe: 'What happens to the numbers that your app dials',
    },
    budget: {
      type: 'number',
      placeholder: '<ms>',
      above: 0,
      default: 1000,
      describe: 'Milliseconds that 95 of 100 answers of each route have to keep to',
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
    ...partyOptions,
    ...numberOptions,
    ...requestOptions,
    format: formatOption,
  },
  sections: [stepsHelp],
  examples: [
    ['ringback load localhost:3000/voice --calls 200 --keys 1', 'keep 200 calls up, as long as real ones'],
    ['ringback load localhost:3000/voice --rate 50 --no-pauses', '50 new calls per second'],
    ['ringback load localhost:3000/voice --find-rate --budget 500', 'how many calls your server can take'],
  ],
  run: async (given, io) => {
    const settings = await lineSettings({ ...given, functions: undefined, answerPatience: 1 }, 'load', io)
    const { yellow } = stylesFor(io, 'stderr')
    for (const note of settings.notes) io.stderr.write(`${yellow(note)}\n`)
    const progress = createProgressLine(io)
    const controller = new AbortController()
    const stopListening = io.onSignal(() => controller.abort())
    try {
      const load = { ...loadOptions(given, settings), signal: controller.signal }
      const show = (line: string): void => progress.show(line)
      if (given.findRate) return await printRate(load, { show, format: given.format }, io)
      const report = await finished(load, show)
      progress.clear()
      const text =
        given.format === 'json'
          ? printableJson({ ...report, findings: findingsOf(report) }, 2)
          : loadLines(report, { styles: stylesFor(io, 'stdout'), columns: io.columns }).join('\n')
      io.stdout.write(`${text}\n`)
      return findingsOf(report).length === 0 ? exitCode.good : exitCode.findings
    } finally {
      progress.clear()
      stopListening()
    }
  },
})

async function finished(options: LoadOptions, show: (line: string) => void): Promise<LoadReport> {
  for await (const event of runLoad(options)) {
    if (event.type === 'finished') return event.report
    show(progressText(event))
  }
  throw new Error('the load ended without a report')
}

async function printRate(
  options: LoadOptions,
  { show, format }: { readonly show: (line: string) => void; readonly format: string },
  io: Io,
): Promise<ExitCode> {
  for await (const event of findRate(options)) {
    if (event.type === 'progress') show(`${rateText(event.rate)}: ${progressText(event)}`)
    if (event.type !== 'finished') continue
    show('')
    const { report } = event
    const text =
      format === 'json' ? printableJson(report, 2) : rateLines(report, stylesFor(io, 'stdout')).join('\n')
    io.stdout.write(`${text}\n`)
    return report.rate === null ? exitCode.findings : exitCode.good
  }
  throw new Error('the search ended without a report')
}

/** What the options of `ringback load` read as. */
interface LoadCommandOptions {
  readonly calls?: number | undefined
  readonly rate?: number | undefined
  readonly ramp: number
  readonly duration?: number | undefined
  readonly keys?: readonly string[] | undefined
  readonly dialled: LoadOptions['dialled']
  readonly budget: number
  readonly pauses?: boolean | undefined
  readonly timeScale: number
  readonly from?: string | undefined
  readonly seed: number
}

function loadOptions(given: LoadCommandOptions, { phone, parties }: LineSettings): LoadOptions {
  const { calls, rate, ramp, duration, keys = [], dialled, budget, pauses, timeScale, from, seed } = given
  if (typeof phone.app !== 'string') {
    throw new RingbackError('load-needs-address', 'A load needs an app that listens.', {
      remedy: 'Start your app, and pass its address: in this process both would share one processor.',
    })
  }
  const { from: caller, ...called } = parties
  return {
    phone,
    // Without --from, calls come from many numbers.
    call: { ...called, ...(from !== undefined && { from: caller }) },
    scripts: keys.map(stepsOf),
    ...(dialled !== undefined && { dialled }),
    timeScale: pauses === false ? 'no-pauses' : timeScale,
    seed,
    ...(calls !== undefined && { calls }),
    ...(rate !== undefined && { rate }),
    rampMs: ramp * 1000,
    ...(duration !== undefined && { durationMs: duration * 1000 }),
    budgetMs: budget,
  }
}

function stepsOf(text: string): readonly Step[] {
  const { steps, problems } = parseKeyPath(text)
  if (problems.length === 0) return steps
  throw new RingbackError('bad-steps', ['--keys:', ...problems.map((problem) => `- ${problem}`)].join('\n'), {
    remedy: 'See the steps: ringback load --help',
  })
}
