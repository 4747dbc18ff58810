import { dialCallStatus } from '@ringback/catalog'
import { printableJson } from '@ringback/common'
import { dialResults } from '@ringback/simulator'
import { findRate, runLoad, type LoadOptions, type LoadReport } from '@ringback/simulator/load'
import {
  answerPatienceOption,
  formatOption,
  numberOptions,
  recordingsOption,
  storeOption,
  requestOptions,
} from '../../options/shared.ts'
import { writeOutput } from '../../format/write-output.ts'
import { createProgressLine } from '../../reporters/progress-line.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode, type ExitCode } from '../../shell/exit-code.ts'
import { stylesFor } from '../../shell/styles.ts'
import { lineSettings } from '../call/line-settings.ts'
import { partyOptions, stepsHelp } from '../call/options.ts'
import type { Io } from '../../shell/io.ts'
import { callersOf } from './callers/callers-of.ts'
import { findingsOf, loadDocument, loadLines, progressText } from './load-lines.ts'
import { callerOptions, paceOptions, type LoadCommandOptions } from './options.ts'
import { rateLines, rateText } from './rate-lines.ts'
import { loadSettings } from './settings.ts'

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
    ...paceOptions,
    budget: {
      type: 'number',
      placeholder: '<ms>',
      above: 0,
      default: 1000,
      describe: 'Milliseconds that 95 of 100 answers of each route have to keep to',
    },
    'first-audio-budget': {
      type: 'number',
      placeholder: '<ms>',
      above: 0,
      describe:
        'Milliseconds within which your app has to be heard on a WebSocket in 95 of 100 of its turns (default: any)',
    },
    output: {
      type: 'string',
      alias: 'o',
      placeholder: '<file>',
      describe: 'Also write the report as JSON',
    },
    format: formatOption,
    ...callerOptions,
    recordings: { ...recordingsOption, group: 'Callers' },
    store: { ...storeOption, group: 'Callers' },
    dialled: {
      type: 'string',
      placeholder: '<outcome>',
      choices: dialResults,
      default: dialCallStatus.answered,
      describe: 'What happens to the numbers that your app dials',
      group: 'Callers',
    },
    ...partyOptions,
    ...numberOptions,
    ...requestOptions,
    'answer-patience': answerPatienceOption,
  },
  sections: [stepsHelp],
  examples: [
    ['ringback load localhost:3000/voice --calls 200 --keys 1', 'keep 200 calls up, as long as real ones'],
    ['ringback load localhost:3000/voice --rate 50 --no-pauses', '50 new calls per second'],
    ['ringback load localhost:3000/voice --find-rate --budget 500', 'how many calls your server can take'],
    ['ringback load localhost:3000/voice --rate 20 --keys-from all', 'callers who do what recorded ones did'],
  ],
  run: async (given, io) => {
    const line = await lineSettings({ ...given, functions: undefined }, 'load', io)
    const callers = await callersOf(given, line.loaded, io)
    const settings = loadSettings(given, line, callers.scripts)
    const { yellow } = stylesFor(io, 'stderr')
    for (const note of line.notes) io.stderr.write(`${yellow(note)}\n`)
    for (const note of callers.notes) io.stderr.write(`${note}\n`)
    const progress = createProgressLine(io)
    const controller = new AbortController()
    const stopListening = io.onSignal(() => controller.abort())
    try {
      const load = { ...settings, signal: controller.signal }
      return await (given.findRate ? printRate : printLoad)(load, { given, show: progress.show }, io)
    } finally {
      progress.clear()
      stopListening()
    }
  },
})

/** How a load is told. */
interface Telling {
  readonly given: Pick<LoadCommandOptions, 'format' | 'output'>
  /** Replaces the line of progress; an empty one clears it. */
  readonly show: (line: string) => void
}

async function printLoad(options: LoadOptions, telling: Telling, io: Io): Promise<ExitCode> {
  const report = await finished(options, telling.show)
  const pretty = (): readonly string[] =>
    loadLines(report, { styles: stylesFor(io, 'stdout'), columns: io.columns })
  await print(loadDocument(report), pretty, telling, io)
  return findingsOf(report).length === 0 ? exitCode.good : exitCode.findings
}

async function finished(options: LoadOptions, show: (line: string) => void): Promise<LoadReport> {
  for await (const event of runLoad(options)) {
    if (event.type === 'finished') return event.report
    show(progressText(event))
  }
  throw new Error('the load ended without a report')
}

async function printRate(options: LoadOptions, telling: Telling, io: Io): Promise<ExitCode> {
  for await (const event of findRate(options)) {
    if (event.type === 'progress') telling.show(`${rateText(event.rate)}: ${progressText(event)}`)
    if (event.type !== 'finished') continue
    const { report } = event
    await print(report, () => rateLines(report, stylesFor(io, 'stdout')), telling, io)
    return report.rate === null ? exitCode.findings : exitCode.good
  }
  throw new Error('the search ended without a report')
}

/** Prints a report, and writes it to the file of `--output`. */
async function print(
  document: object,
  pretty: () => readonly string[],
  { given, show }: Telling,
  io: Io,
): Promise<void> {
  show('')
  const json = `${printableJson(document, 2)}\n`
  io.stdout.write(given.format === 'json' ? json : `${pretty().join('\n')}\n`)
  if (given.output !== undefined) await writeOutput(given.output, json, io)
}
