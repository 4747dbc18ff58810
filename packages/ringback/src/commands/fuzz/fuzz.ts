import { fuzz, judgedNothing, type FuzzEvent, type FuzzFinished, type FuzzReport } from '@ringback/fuzz'
import { junit } from '../../format/junit.ts'
import { command, type InstalledCommand } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { stylesFor } from '../../shell/styles.ts'
import { UserError } from '../../shell/user-error.ts'
import { fuzzOptions, voiceUrlPositional, type FuzzCommandOptions } from './options.ts'
import { fails } from './fails.ts'
import { createProgress } from './progress.ts'
import { fuzzReplayCommand } from './replay.ts'
import { findingLines, summaryLines } from './report.ts'
import { sarif } from './sarif.ts'
import { fuzzSettings } from './settings.ts'
import { suitesOf } from './suites.ts'

/** `ringback fuzz`: every webhook that Twilio could send, and what the app makes of it. */
export const fuzzCommand: InstalledCommand = command({
  usage: 'fuzz [voice-url]',
  describe: 'Send your app every webhook that Twilio could send, and shrink what breaks it',
  options: (parser) =>
    parser
      .positional('voice-url', voiceUrlPositional)
      .options(fuzzOptions)
      .example('$0 fuzz http://127.0.0.1:3000/voice --status-callback /status', ''),
  subcommands: [fuzzReplayCommand],
  run: async (options, io) => {
    const settings = await fuzzSettings(options, io)
    const controller = new AbortController()
    const stopListening = io.onSignal(() => controller.abort())
    try {
      const { report, stopped } = await tell(fuzz({ ...settings, signal: controller.signal }), options, io)
      const isFailing = report.findings.some((finding) => fails(finding, options.failOn))
      if (isFailing || stopped === 'app-down') return exitCode.findings
      if (options.passWithNothing || !judgedNothing(report)) return exitCode.good
      io.stderr.write(`${nothingJudged(report)}\n`)
      return exitCode.couldNotRun
    } finally {
      stopListening()
    }
  },
})

function nothingJudged({ judged, reachedPages }: FuzzReport): string {
  const what =
    judged === 0
      ? 'Nothing was tested: no answer of the app was judged.'
      : reachedPages === 0
        ? 'Nothing was tested: no page of the app gave an answer that Twilio can use.'
        : 'Only one page of the app was tested: no TwiML led to another one.'
  return `${what} Check the Voice URL, add pages with --route, or pass --pass-with-nothing.`
}

type Telling = Pick<FuzzCommandOptions, 'format' | 'findings' | 'failOn'>

/** Prints the events as they come, and the report in the format asked for. */
async function tell(
  events: AsyncIterable<FuzzEvent>,
  { format, findings, failOn }: Telling,
  io: Io,
): Promise<FuzzFinished> {
  const styles = stylesFor(io, 'stdout')
  const progress = createProgress(io)
  const print = (text: string): void => void io.stdout.write(`${text}\n`)
  let finished: FuzzFinished | undefined
  let reason: string | undefined
  for await (const event of events) {
    progress.show(event)
    if (event.type === 'unusable') ({ reason } = event)
    if (event.type === 'finished') finished = event
    if (format === 'ndjson') print(JSON.stringify(event))
    if (format !== 'pretty' || event.type !== 'finding') continue
    progress.clear()
    for (const line of findingLines(event.finding, event.plain, styles)) print(line)
  }
  progress.clear()
  if (reason !== undefined || finished === undefined) {
    throw new UserError(
      reason ?? 'The run ended without a report.',
      'Start the app, and give the URL it answers.',
    )
  }
  const { report } = finished
  if (format === 'json') print(JSON.stringify(report, null, 2))
  if (format === 'junit') print(junit('ringback fuzz', suitesOf(report, failOn)))
  if (format === 'sarif') print(sarif(report.findings, findings))
  if (format === 'pretty') for (const line of summaryLines(finished, styles)) print(line)
  return finished
}
