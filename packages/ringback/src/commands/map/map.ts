import {
  mapPhone,
  mappedNothing,
  mermaid,
  svg,
  type MapEvent,
  type MapMark,
  type MapOptions,
  type PhoneMap,
} from '@ringback/map'
import { plainWebhook } from '@ringback/arbitraries'
import { acceptanceOf } from '../../baseline/acceptance-of.ts'
import { baselineOptions } from '../../baseline/baseline.ts'
import { reasonsOf, withBaseline, type ReasonOf } from '../../baseline/with-baseline.ts'
import { RingbackError, visible } from '@ringback/common'
import { extname } from 'node:path'
import {
  answerPatienceOption,
  calledAppArgument,
  functionsOption,
  numberOptions,
  requestOptions,
} from '../../options/shared.ts'
import { shownReport } from '../../reporters/page-reporter.ts'
import { reportRun, type RunEnd } from '../../reporters/report-run.ts'
import type { Reporter, ReporterFactory, ReportItem } from '../../reporters/reporter.ts'
import { reporterOptions } from '../../reporters/reporter-options.ts'
import { withRefusalNote } from '../../signature-check/with-refusal-note.ts'
import type { ProbedRequest } from '../../signature-check/send-signed.ts'
import { command, type Command } from '../../shell/command.ts'
import { stylesFor } from '../../shell/styles.ts'
import { uiOptions } from '../../ui/ui-options.ts'
import { watchOptions } from '../../watch/watch-options.ts'
import { lineSettings } from '../call/line-settings.ts'
import { partyOptions } from '../call/options.ts'
import { casesOf } from './cases.ts'
import { replayCommand } from './replay-command.ts'
import { mapReport } from './report.ts'

/** `ringback map`: the phone tree of an app, drawn by calling it. */
export const mapCommand: Command = command({
  positionals: { app: calledAppArgument },
  options: {
    output: {
      type: 'string',
      alias: 'o',
      repeat: true,
      separator: 'picture',
      placeholder: '<file>',
      describe: 'Also write the map to a file: .svg, .html, .mmd, .json or .txt',
    },
    depth: {
      type: 'number',
      integer: true,
      min: 1,
      default: 8,
      describe: 'Most inputs in a row to try',
    },
    'max-requests': {
      type: 'number',
      integer: true,
      min: 1,
      describe: 'Most requests to your app (default: no limit)',
    },
    'max-time': {
      type: 'number',
      placeholder: '<seconds>',
      above: 0,
      default: 60,
      describe: 'Stop after this time',
    },
    route: {
      type: 'string',
      repeat: true,
      separator: 'path',
      default: [],
      placeholder: '<path>',
      describe: 'A path that callers should reach',
    },
    ...partyOptions,
    ...numberOptions,
    ...functionsOption,
    ...requestOptions,
    'answer-patience': answerPatienceOption,
    ...baselineOptions,
    ...watchOptions,
    ...uiOptions,
    ...reporterOptions,
    reporter: {
      ...reporterOptions.reporter,
      describe: `${reporterOptions.reporter.describe}; map also has mermaid and svg`,
    },
  },
  examples: [
    ['ringback map localhost:3000/voice', 'a tree, and what is wrong with it'],
    ['ringback map localhost:3000/voice -o tree.html', 'a page with the picture'],
    ['ringback map --functions .', 'the Twilio Functions of a project'],
  ],
  run: async (options, io) => {
    const files = (options.output ?? []).map((file) => `${reporterFor(file)}=${file}`)
    const acceptance = await acceptanceOf(options, 'map', io)
    const { phone, parties, notes } = await lineSettings(options, 'map', io)
    const { yellow } = stylesFor(io, 'stderr')
    for (const note of notes) io.stderr.write(`${yellow(note)}\n`)
    const { from, ...called } = parties
    const show = (mark: MapMark): string => replayCommand(options, mark)
    const controller = new AbortController()
    const stopListening = io.onSignal(() => controller.abort())
    const items = mapItems(
      {
        ...phone,
        // Without --from, every call comes from another number.
        call: { ...called, ...(options.from !== undefined && { from }) },
        depth: options.depth,
        ...(options.maxRequests !== undefined && { maxRequests: options.maxRequests }),
        maxTimeMs: options.maxTime * 1000,
        routes: options.route,
        signal: controller.signal,
      },
      { show, reasonOf: reasonsOf(acceptance) },
    )
    const plain: ProbedRequest = {
      method: phone.voiceUrl.method,
      url: phone.voiceUrl.url,
      parameters: plainWebhook('voice.incoming-pstn').parameters,
    }
    const target = { app: phone.app, authToken: phone.authToken, publicUrl: phone.publicUrl }
    return reportRun(
      withBaseline(
        withRefusalNote(items, (event) => (isRefused(event) ? plain : undefined), target),
        acceptance,
      ),
      {
        title: 'ringback map',
        options:
          files.length === 0
            ? options
            : { ...options, reporter: [...(options.reporter ?? ['pretty']), ...files] },
        io,
        noun: 'state',
        hasView: true,
        page: shownReport(options, undefined, io),
        more: pictures,
      },
    ).finally(stopListening)
  },
})

/** Whether a map may be without pages because the app refuses what is signed. */
function isRefused(given: unknown): boolean {
  // The items of a map carry the events of its crawler.
  const event = given as MapEvent
  return event.type === 'finished' && JSON.stringify(event.map).includes('403')
}

interface MapReporting {
  /** The command line that shows a mark. */
  readonly show: (mark: MapMark) => string
  readonly reasonOf: ReasonOf
}

async function* mapItems(
  options: MapOptions,
  { show, reasonOf }: MapReporting,
): AsyncGenerator<ReportItem, RunEnd, undefined> {
  let states = 0
  let map: PhoneMap | undefined
  for await (const event of mapPhone(options)) {
    if (event.type === 'state') states += 1
    if (event.type === 'restarted') states = 0
    if (event.type === 'finished') ({ map } = event)
    yield { event, progress: `${states} states` }
  }
  if (map === undefined) throw new Error('the crawler ended without a map')
  const found = map
  yield {
    lines: (terminal) => mapReport(visible(found), { show, reasonOf }, terminal),
    cases: casesOf(found, show),
  }
  const marks = found.marks.map((mark) => ({
    ...mark,
    command: show(mark),
    ...(reasonOf(mark.id) !== undefined && { accepted: reasonOf(mark.id) }),
  }))
  return {
    document: { ...found, marks },
    isComplete: found.limits.length === 0,
    ...(mappedNothing(found) && {
      nothingJudged: options.signal?.aborted === true ? stoppedTooEarly : nothingMapped(found),
    }),
  }
}

const stoppedTooEarly =
  'Stopped before a second page of the app was mapped, so this map says nothing about it.'

function nothingMapped({ judged, reachedPages }: PhoneMap): string {
  const what =
    judged === 0
      ? 'Nothing was mapped: the app gave no answer.'
      : reachedPages === 0
        ? 'Nothing was mapped: no page of the app gave an answer that Twilio can use.'
        : 'Only one page of the app was called: no TwiML led to another one.'
  return `${what} Check the Voice URL.`
}

/** Reporters that draw. They read the map out of the document of the run. */
const pictures: Readonly<Record<string, ReporterFactory>> = {
  mermaid: drawnBy(mermaid),
  svg: drawnBy(svg),
}

function drawnBy(draw: (map: PhoneMap) => string): ReporterFactory {
  return ({ write }): Reporter => ({
    // The document is the map that mapItems returned.
    end: ({ document }) => write(draw(document as PhoneMap)),
  })
}

const reporterByExtension: ReadonlyMap<string, string> = new Map([
  ['.svg', 'svg'],
  ['.html', 'html'],
  ['.htm', 'html'],
  ['.json', 'json'],
  ['.mmd', 'mermaid'],
  ['.mermaid', 'mermaid'],
  ['.txt', 'pretty'],
])

function reporterFor(file: string): string {
  const reporter = reporterByExtension.get(extname(file).toLowerCase())
  if (reporter !== undefined) return reporter
  throw new RingbackError('unknown-picture', `--output ${file} has an unknown extension.`, {
    remedy: 'Use .svg, .html, .mmd, .json or .txt.',
  })
}
