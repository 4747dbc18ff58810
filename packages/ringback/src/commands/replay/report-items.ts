import { visible } from '@ringback/common'
import type { ReplayEvent } from '@ringback/replay'
import { count } from '../../format/count.ts'
import { pathOf } from '../../format/path-of.ts'
import { wrap } from '../../format/wrap.ts'
import type { JudgedCase } from '../../reporters/judged.ts'
import type { RedactionMeans } from '../../recordings/redaction-means.ts'
import type { ReportItem, Terminal } from '../../reporters/reporter.ts'
import type { RunEnd } from '../../reporters/report-run.ts'
import { exitCode } from '../../shell/exit-code.ts'

type Replayed = Extract<ReplayEvent, { type: 'exchange' }>

/** How a replay is judged. */
export interface ReplayRun {
  /** The new answers are kept, so that no change is a failure. */
  readonly isAccepted: boolean
  /** What is not comparable is a failure. */
  readonly requireKey: boolean
  readonly means: Pick<RedactionMeans, 'missing'>
  /** Writes what was noted, once the replay is over; returns why it could not. */
  readonly writeNotes: () => Promise<string | undefined>
  readonly signal: AbortSignal
}

/** What reporters hear of a replay. */
export async function* replayItems(
  events: AsyncIterable<ReplayEvent>,
  run: ReplayRun,
): AsyncGenerator<ReportItem, RunEnd, undefined> {
  let call = '(no call)'
  let unsent = 0
  for await (const event of events) {
    if (event.type === 'recording') call = event.recording.callSid ?? '(no call)'
    if (event.type === 'finished') unsent = event.counts.failed
    yield {
      event: withoutRealValues(event),
      lines: (terminal) => linesOf(visible(event), terminal),
      ...(event.type === 'exchange' && { cases: [caseOf(event, call, run)] }),
    }
  }
  const notWritten = await run.writeNotes()
  const notes = [
    ...(run.means.missing === undefined ? [] : [run.means.missing]),
    ...(unsent > 0
      ? [`${count(unsent, 'exchange')} could not be sent again. Repair or delete those recordings.`]
      : []),
    ...(notWritten === undefined
      ? []
      : [`The notes on how the app answers redacted requests could not be written: ${notWritten}`]),
    ...(run.signal.aborted ? ['Stopped early; the rest was not replayed.'] : []),
  ]
  yield { lines: ({ styles }) => notes.map((note) => styles.yellow(note)) }
  return { notes, ...(unsent > 0 && { exit: exitCode.couldNotRun }) }
}

/** An event as it may be written to a file. */
function withoutRealValues(event: ReplayEvent): ReplayEvent {
  if (event.type !== 'exchange') return event
  const { revealed: _revealed, ...rest } = event
  return rest
}

function linesOf(event: ReplayEvent, terminal: Terminal): readonly string[] {
  const { bold, yellow } = terminal.styles
  switch (event.type) {
    case 'recording':
      return [bold(event.recording.callSid ?? '(no call)')]
    case 'exchange':
      return exchangeLines(event, terminal)
    case 'finished':
      return [summaryLine(event, terminal)]
    case 'noted':
      return [yellow('  Noted how the app answers the redacted requests.')]
    case 'updated':
      return [yellow('  Accepted the new answers.')]
  }
}

function exchangeLines(event: Replayed, { styles, columns, mayReveal }: Terminal): readonly string[] {
  const { green, red, yellow, dim } = styles
  const { exchange, verdict, differences, revealed, reason, problem, durationMs } = event
  const mark = {
    same: green('same   '),
    changed: red('CHANGED'),
    'not-comparable': yellow('unknown'),
    skipped: yellow('skipped'),
    failed: red('FAILED '),
  }[verdict]
  const label = { breaking: red('breaking'), safe: yellow('safe    '), 'not-comparable': yellow('unknown ') }
  const path = pathOf(exchange.request.url)
  const lines = [
    `  ${mark} ${exchange.kind ?? 'not recognised'}  ${exchange.request.method} ${path}  ${dim(`${Math.round(durationMs)} ms  ${exchange.id}`)}`,
    ...(reason === undefined ? [] : [`          ${dim(reason)}`]),
    ...(verdict === 'failed' && problem !== null ? [`          ${problem.message}`] : []),
    ...(mayReveal ? (revealed ?? differences) : differences).map(
      ({ message, path: where, severity }) =>
        `          ${label[severity]} ${message}${where === undefined ? '' : dim(`  ${where}`)}`,
    ),
  ]
  return lines.flatMap((line) => wrap(line, columns, 12))
}

function summaryLine({ counts }: Extract<ReplayEvent, { type: 'finished' }>, { styles }: Terminal): string {
  const { recordings, judged, same, changed, notComparable, skipped, failed } = counts
  const parts = [
    `${same} same`,
    `${changed} changed`,
    ...(notComparable > 0 ? [`${notComparable} not comparable`] : []),
    `${skipped} skipped`,
    ...(failed > 0 ? [`${failed} failed`] : []),
  ]
  const text = `${count(recordings, 'recording')}: ${parts.join(', ')}`
  if (changed > 0 || failed > 0) return styles.red(text)
  return judged > 0 ? styles.green(text) : styles.yellow(text)
}

const severities = { breaking: 'error', safe: 'info', 'not-comparable': 'warning' } as const
const codes = {
  breaking: 'answer-changed',
  safe: 'answer-changed-safely',
  'not-comparable': 'answer-not-comparable',
} as const

/** A suite a recording, a case an exchange. */
function caseOf(event: Replayed, suite: string, run: ReplayRun): JudgedCase {
  const { exchange, differences, durationMs, problem, verdict } = event
  const reason =
    event.reason ?? (verdict === 'not-comparable' ? 'redaction hides whether the answer changed' : undefined)
  return {
    suite,
    name: `${exchange.kind ?? 'not recognised'} ${exchange.id}`,
    verdict: caseVerdict(verdict, run),
    seconds: durationMs / 1000,
    problems: [
      ...(verdict === 'failed'
        ? [
            {
              code: 'not-sent',
              severity: 'error',
              message: problem?.message ?? 'It could not be sent.',
            } as const,
          ]
        : []),
      ...differences.map(({ message, severity }) => ({
        code: codes[severity],
        severity: severity === 'not-comparable' && run.requireKey ? 'error' : severities[severity],
        message,
        reproduce: `ringback replay ${suite}`,
        fingerprint: exchange.id,
      })),
    ],
    ...(reason !== undefined && { reason }),
  }
}

function caseVerdict(
  verdict: Replayed['verdict'],
  { isAccepted, requireKey }: ReplayRun,
): JudgedCase['verdict'] {
  if (verdict === 'not-comparable' && requireKey) return 'failed'
  if (verdict === 'same' || (verdict === 'changed' && isAccepted)) return 'passed'
  return verdict === 'changed' || verdict === 'failed' ? 'failed' : 'not-judged'
}
