import {
  describeDifference,
  type VerifiedInteraction,
  type VerifyCounts,
  type VerifyEvent,
} from '@ringback/contract'
import { findingId, visible } from '@ringback/common'
import type { ReasonOf } from '../../baseline/with-baseline.ts'
import { wrap } from '../../format/wrap.ts'
import type { JudgedCase } from '../../reporters/judged.ts'
import type { ReportItem, Terminal } from '../../reporters/reporter.ts'
import type { RunEnd } from '../../reporters/report-run.ts'
import { exitCode } from '../../shell/exit-code.ts'

/** How a verification is judged. */
export interface VerifyRun {
  /** What is not comparable is a failure. */
  readonly requireKey: boolean
  /** That the redaction key is missing. */
  readonly missing: string | undefined
  readonly signal: AbortSignal
  /** False when only a shard is verified. */
  readonly isWhole: boolean
  readonly reasonOf: ReasonOf
}

/** What reporters hear of a verification. */
export async function* verifyItems(
  events: AsyncIterable<VerifyEvent>,
  run: VerifyRun,
): AsyncGenerator<ReportItem, RunEnd, undefined> {
  let total = 0
  let done = 0
  let skipped = 0
  for await (const event of events) {
    if (event.type === 'started') total = event.interactions
    if (event.type === 'interaction') done += 1
    if (event.type === 'skipped') skipped += 1
    yield {
      event: eventToWrite(event, run),
      progress: `${done} of ${total} interactions`,
      lines: (terminal) => linesOf(visible(event), run, terminal),
      ...(event.type === 'interaction' && { cases: [caseOf(event, run)] }),
      ...(event.type === 'skipped' && { cases: skippedCases(event) }),
    }
  }
  const notes = [
    ...(run.missing === undefined ? [] : [run.missing]),
    ...(run.signal.aborted ? [`Stopped early, after ${done} of ${total} interactions.`] : []),
  ]
  yield { lines: ({ styles }) => notes.map((note) => styles.yellow(note)) }
  return {
    notes,
    isComplete: run.isWhole && skipped === 0 && !run.signal.aborted,
    ...(run.signal.aborted && { exit: exitCode.couldNotRun }),
  }
}

/** An event as it may be written to a file, with the reasons of what is accepted. */
function eventToWrite(event: VerifyEvent, { reasonOf }: VerifyRun): unknown {
  if (event.type !== 'interaction') return event
  const { revealed: _revealed, ...rest } = event
  return {
    ...rest,
    differences: event.differences.map((difference) => {
      const accepted = reasonOf(idOf(event, difference))
      return accepted === undefined ? difference : { ...difference, accepted }
    }),
  }
}

function linesOf(event: VerifyEvent, run: VerifyRun, terminal: Terminal): readonly string[] {
  switch (event.type) {
    case 'interaction':
      return interactionLines(event, run, terminal)
    case 'skipped':
      return [`  ${terminal.styles.yellow('skipped')} ${event.interactions} not verified: ${event.reason}`]
    case 'notice':
      return [event.message]
    case 'finished':
      return [summaryLine(event.counts, terminal)]
    default:
      return []
  }
}

function interactionLines(
  interaction: VerifiedInteraction,
  { reasonOf }: VerifyRun,
  { styles, columns, mayReveal }: Terminal,
): readonly string[] {
  const { green, red, yellow, dim } = styles
  const { verdict, description, differences, revealed, states, durationMs } = interaction
  const reasons = differences.map((difference) => reasonOf(idOf(interaction, difference)))
  const isAccepted = differences.every(
    ({ severity }, at) => severity !== 'breaking' || reasons[at] !== undefined,
  )
  const mark = {
    passed: green('passed '),
    failed: isAccepted && differences.length > 0 ? yellow('accepted') : red('FAILED '),
    pending: yellow('pending'),
    'not-comparable': yellow('unknown'),
  }[verdict]
  const label = { breaking: red('breaking'), safe: yellow('safe    '), 'not-comparable': yellow('unknown ') }
  const given = states.length === 0 ? '' : `given ${states.join(' and ')}, `
  return [
    `  ${mark} ${description}  ${dim(`${given}${Math.round(durationMs)} ms`)}`,
    ...(mayReveal ? (revealed ?? differences) : differences).map(
      (difference, at) =>
        `          ${label[difference.severity]} ${describeDifference(difference)}${difference.twilioCode === undefined ? '' : dim(` [${difference.twilioCode}]`)}${reasons[at] === undefined ? '' : dim(` (accepted: ${visible(reasons[at])})`)}`,
    ),
  ].flatMap((line) => wrap(line, columns, 10))
}

function summaryLine(counts: VerifyCounts, { styles }: Terminal): string {
  const { judged, passed, failed, pending, notComparable, skipped } = counts
  const text = [
    `${passed} passed`,
    `${failed} failed`,
    `${pending} pending`,
    ...(notComparable > 0 ? [`${notComparable} not comparable`] : []),
    ...(skipped > 0 ? [`${skipped} not verified`] : []),
  ].join(', ')
  if (failed > 0) return styles.red(text)
  return judged > 0 ? styles.green(text) : styles.yellow(text)
}

/** A suite for each kind of webhook between two parties, a case for each interaction. */
function caseOf(interaction: VerifiedInteraction, { requireKey }: VerifyRun): JudgedCase {
  const { consumer, provider, kind, description, durationMs, verdict, differences } = interaction
  return {
    suite: `${consumer} and ${provider}: ${kind ?? 'other'}`,
    name: description,
    verdict: verdict === 'not-comparable' ? (requireKey ? 'failed' : 'not-judged') : verdict,
    seconds: durationMs / 1000,
    problems: differences.map((difference) => ({
      code: difference.code,
      fingerprint: idOf(interaction, difference),
      where: `${kind ?? 'other'}: ${description}`,
      severity: severityOf(difference.severity, verdict),
      message: describeDifference(difference),
      ...(difference.twilioCode !== undefined && { twilioCode: difference.twilioCode }),
    })),
    ...(verdict === 'not-comparable' && { reason: 'redaction hides whether the answer changed' }),
  }
}

/** The same for the same difference of the same interaction, wherever the app listens. */
function idOf(
  { consumer, provider, description, states }: VerifiedInteraction,
  difference: VerifiedInteraction['differences'][number],
): string {
  const place = [consumer, provider, description, ...states].join(' ')
  return findingId(difference.code, visible(`${place} ${describeDifference(difference)}`))
}

function severityOf(
  severity: VerifiedInteraction['differences'][number]['severity'],
  verdict: VerifiedInteraction['verdict'],
): 'error' | 'warning' | 'info' {
  if (severity === 'safe') return 'info'
  return severity === 'breaking' && verdict !== 'pending' ? 'error' : 'warning'
}

function skippedCases({
  interactions,
  reason,
}: Extract<VerifyEvent, { type: 'skipped' }>): readonly JudgedCase[] {
  return Array.from({ length: interactions }, (_, index) => ({
    suite: 'not verified',
    name: `${reason} ${index + 1}`,
    verdict: 'not-judged',
    seconds: 0,
    problems: [],
    reason,
  }))
}
