import {
  judgedNothing,
  type FuzzEvent,
  type FuzzFinding,
  type FuzzFinished,
  type FuzzReport,
} from '@ringback/fuzz'
import type { ParameterRecord } from '@ringback/catalog'
import type { ReasonOf } from '../../baseline/with-baseline.ts'
import { RingbackError, visible } from '@ringback/common'
import { exitCode } from '../../shell/exit-code.ts'
import type { JudgedCase } from '../../reporters/judged.ts'
import type { ReportItem } from '../../reporters/reporter.ts'
import type { RunEnd } from '../../reporters/report-run.ts'
import { findingLines, summaryLines } from './report.ts'

type Route = Extract<FuzzEvent, { type: 'route' }>

interface FuzzReporting {
  readonly failOn: 'error' | 'warning'
  /** Folder of the findings, as it was written. */
  readonly findings: string
  /** False when only some checks are run. */
  readonly isComplete: boolean
  readonly reasonOf: ReasonOf
}

const stopNotes: Readonly<Record<NonNullable<FuzzFinished['stopped']>, string>> = {
  signal: 'Stopped early; results so far:',
  'app-down': 'The app stopped during the run; results so far:',
  'max-time': 'Stopped after --max-time; results so far:',
}

/** What reporters hear of a fuzz run. Throws a `RingbackError` when the app cannot be fuzzed. */
export async function* fuzzItems(
  events: AsyncIterable<FuzzEvent>,
  reporting: FuzzReporting,
  signal: AbortSignal,
): AsyncGenerator<ReportItem, RunEnd, undefined> {
  const routes: Route[] = []
  const plain = new Map<string, ParameterRecord>()
  let finished: FuzzFinished | undefined
  let phase = 'probe'
  for await (const event of events) {
    if (event.type === 'unusable') throw unusable(event.reason, signal)
    if (event.type === 'route') routes.push(event)
    if (event.type === 'finding') plain.set(event.finding.id, event.plain)
    if (event.type === 'phase') ({ phase } = event)
    if (event.type === 'finished') {
      finished = event
      continue
    }
    yield itemOf(event, phase, reporting.reasonOf)
  }
  if (finished === undefined) throw unusable('The run ended without a report.', signal)
  const { report, stopped } = finished
  const note = stopped === null ? undefined : stopNotes[stopped]
  const end = finished
  yield {
    event: finished,
    lines: ({ styles, columns }) => [
      ...(note === undefined ? [] : [styles.yellow(note)]),
      ...summaryLines(visible(end), { styles, columns }),
    ],
    cases: [
      ...report.findings.map((finding) => findingCase(finding, reporting)),
      ...pagesWithoutFindings(routes, report.findings),
    ],
  }
  return {
    document: {
      ...report,
      stopped,
      findings: report.findings.map((each) => ({
        ...withReason(each, reporting.reasonOf),
        plain: plain.get(each.id),
      })),
    },
    notes: note === undefined ? [] : [note.replace(/; results so far:$/, '.')],
    isComplete: reporting.isComplete && stopped === null,
    ...(stopped === 'app-down' && { exit: exitCode.findings }),
    ...(judgedNothing(report) && {
      nothingJudged: stopped === 'signal' ? stoppedTooEarly : nothingJudged(report),
    }),
  }
}

const stoppedTooEarly =
  'Stopped before a second page of the app was tested, so this run says nothing about it.'

function nothingJudged({ judged, reachedPages }: FuzzReport): string {
  const what =
    judged === 0
      ? 'Nothing was tested: no answer of the app was judged.'
      : reachedPages === 0
        ? 'Nothing was tested: no page of the app gave an answer that Twilio can use.'
        : 'Only one page of the app was tested: no TwiML led to another one.'
  return `${what} Check the Voice URL, or add pages with --route.`
}

function unusable(reason: string, signal: AbortSignal): RingbackError {
  return signal.aborted
    ? new RingbackError('stopped', 'Stopped before the app was reached; there are no results.')
    : new RingbackError('app-unusable', reason, {
        remedy: 'Start the app, and pass its URL.',
      })
}

/** A finding, with the reason why it is accepted where it is. */
function withReason(finding: FuzzFinding, reasonOf: ReasonOf): FuzzFinding & { readonly accepted?: string } {
  const accepted = reasonOf(finding.id)
  return accepted === undefined ? finding : { ...finding, accepted }
}

function itemOf(event: Exclude<FuzzEvent, FuzzFinished>, phase: string, reasonOf: ReasonOf): ReportItem {
  switch (event.type) {
    case 'finding':
      return {
        event: { ...event, finding: withReason(event.finding, reasonOf) },
        lines: (terminal) =>
          findingLines(visible(withReason(event.finding, reasonOf)), visible(event.plain), terminal),
      }
    case 'progress':
      return { event, progress: `${phase}: ${event.requests} requests, ${event.findings} findings` }
    case 'phase':
      return { event, progress: phase }
    default:
      return { event }
  }
}

/** A finding is a case of its kind. */
function findingCase(finding: FuzzFinding, { failOn, findings: folder }: FuzzReporting): JudgedCase {
  const { id, code, severity, kind, message, twilioCode, request } = finding
  return {
    suite: kind,
    name: id,
    verdict: severity === 'error' || severity === failOn ? 'failed' : 'passed',
    seconds: 0,
    problems: [
      {
        code,
        severity,
        message,
        file: `${folder.replace(/\/$/, '')}/${id}.json`,
        reproduce: `ringback fuzz replay ${id}`,
        fingerprint: id,
        where: `${kind} ${pagePath(request.url)}`,
        ...(twilioCode !== null && { twilioCode }),
      },
    ],
  }
}

/** The pages that were reached, and on which nothing was found. */
function pagesWithoutFindings(
  routes: readonly Route[],
  findings: readonly FuzzFinding[],
): readonly JudgedCase[] {
  const bad = new Set(findings.map(({ kind, request }) => `${kind} ${pageOf(request.url)}`))
  const pages = new Map(
    routes.map(({ kind, method, url }) => [`${kind} ${pageOf(url)}`, { kind, method, url }]),
  )
  return [...pages]
    .filter(([page]) => !bad.has(page))
    .map(([, { kind, method, url }]) => ({
      suite: kind,
      name: `${method} ${url}`,
      verdict: 'passed',
      seconds: 0,
      problems: [],
    }))
}

/** The path of a page: host and port differ between machines. */
function pagePath(url: string): string {
  return URL.parse(url)?.pathname ?? pageOf(url)
}

function pageOf(url: string): string {
  return url.replace(/[?#].*$/s, '')
}
