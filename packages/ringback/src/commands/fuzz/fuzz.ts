import { parametersFromRecord } from '@ringback/catalog'
import { fuzz, type FuzzEvent } from '@ringback/fuzz'
import { acceptanceOf } from '../../baseline/acceptance-of.ts'
import { baselineOptions } from '../../baseline/baseline.ts'
import { reasonsOf, withBaseline } from '../../baseline/with-baseline.ts'
import { callValueOptions } from '../../input/call-values.ts'
import { calledAppArgument, functionsOption, numberOptions, requestOptions } from '../../options/shared.ts'
import { reporterOptions } from '../../reporters/reporter-options.ts'
import { shownReport } from '../../reporters/page-reporter.ts'
import { reportRun } from '../../reporters/report-run.ts'
import { withRefusalNote } from '../../signature-check/with-refusal-note.ts'
import type { ProbedRequest } from '../../signature-check/send-signed.ts'
import { command, type Command } from '../../shell/command.ts'
import { uiOptions } from '../../ui/ui-options.ts'
import { fuzzOptions } from './options.ts'
import { fuzzItems } from './report-items.ts'
import { fuzzSettings } from './settings.ts'

/** `ringback fuzz`: every webhook that Twilio could send, and what the app makes of it. */
export const fuzzCommand: Command = command({
  positionals: { app: calledAppArgument },
  options: {
    ...fuzzOptions,
    'voice-url': numberOptions['voice-url'],
    'status-callback': numberOptions['status-callback'],
    method: numberOptions.method,
    ...callValueOptions,
    ...functionsOption,
    ...requestOptions,
    ...baselineOptions,
    ...uiOptions,
    ...reporterOptions,
  },
  examples: [
    ['ringback fuzz localhost:3000/voice --status-callback /status', 'an app that listens'],
    ['ringback fuzz ./app.ts', 'a module that exports the app: no port, and faster'],
    ['ringback fuzz --functions .', 'the Twilio Functions of a project'],
    ['ringback fuzz 3000 --reporter pretty --reporter sarif=fuzz.sarif', 'in CI'],
  ],
  run: async (options, io) => {
    const controller = new AbortController()
    const stopListening = io.onSignal(() => controller.abort())
    try {
      const acceptance = await acceptanceOf(options, 'fuzz', io)
      const settings = await fuzzSettings(options, io)
      const events = fuzz({ ...settings, signal: controller.signal })
      const items = fuzzItems(
        events,
        { ...options, isComplete: options.checks === undefined, reasonOf: reasonsOf(acceptance) },
        controller.signal,
      )
      const noted = withRefusalNote(items, refusedIn, { ...settings, app: settings.app })
      return await reportRun(withBaseline(noted, acceptance), {
        title: 'ringback fuzz',
        options,
        io,
        noun: 'page',
        hasView: true,
        page: shownReport(options, settings.app, io, findingsSoFar),
      })
    } finally {
      stopListening()
    }
  },
})

/** What is known of a run that goes on: its findings, and how many requests were sent. */
function findingsSoFar(events: readonly unknown[]): unknown {
  // The items of a fuzz run carry its events.
  const known = events as readonly FuzzEvent[]
  const progress = known.findLast((event) => event.type === 'progress')
  return {
    ...(progress !== undefined && { requests: progress.requests }),
    findings: known.flatMap((event) =>
      event.type === 'finding' ? [{ ...event.finding, plain: event.plain }] : [],
    ),
  }
}

function refusedIn(given: unknown): ProbedRequest | undefined {
  // The items of a fuzz run carry its events.
  const event = given as FuzzEvent
  if (event.type !== 'finding' || event.finding.response.status !== 403) return undefined
  const { method, url, params } = event.finding.request
  return { method, url, parameters: parametersFromRecord(params) }
}
