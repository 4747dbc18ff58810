import { escapeXml } from '@ringback/common'
import { countCases, mainProblem, type JudgedCase, type ReportedProblem } from './judged.ts'
import type { FinishedRun, Reporter, ReporterContext } from './reporter.ts'

/** A JUnit report at the end, as CI servers read it. */
export function junitReporter({ write }: ReporterContext): Reporter {
  return { end: (run) => write(`${junit(run)}\n`) }
}

/** A suite for each suite of the cases, a test case for each case. */
function junit({ title, cases, notes }: FinishedRun): string {
  const suites = Map.groupBy(cases, ({ suite }) => suite)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escapeXml(title)}"${countsOf(cases)}>`,
    ...[...suites].flatMap(([name, members], index) => [
      `  <testsuite name="${escapeXml(name)}"${countsOf(members)}>`,
      ...members.map(caseLine),
      ...(index === 0 ? notes.map((note) => `    <system-out>${escapeXml(note)}</system-out>`) : []),
      '  </testsuite>',
    ]),
    '</testsuites>',
  ].join('\n')
}

function countsOf(cases: readonly JudgedCase[]): string {
  const { failed, pending, notJudged } = countCases(cases)
  const seconds = cases.reduce((sum, { seconds: each }) => sum + each, 0)
  return ` tests="${cases.length}" failures="${failed}" errors="0" skipped="${pending + notJudged}" time="${seconds.toFixed(3)}"`
}

function caseLine({ suite, name, verdict, seconds, problems, reason }: JudgedCase): string {
  const head = `    <testcase classname="${escapeXml(suite)}" name="${escapeXml(name)}" time="${seconds.toFixed(3)}"`
  if (verdict === 'passed' && problems.length === 0) return `${head}/>`
  return `${head}>${resultOf({ verdict, problems, reason })}</testcase>`
}

function resultOf({
  verdict,
  problems,
  reason,
}: Pick<JudgedCase, 'verdict' | 'problems'> & { readonly reason: string | undefined }): string {
  const texts = problems.map(problemText)
  if (verdict === 'failed') {
    const first = mainProblem(problems)?.message ?? reason ?? 'It failed.'
    return `<failure message="${escapeXml(first.split('\n', 1)[0] ?? '')}">${escapeXml(texts.join('\n') || first)}</failure>`
  }
  if (verdict === 'passed') return `<system-out>${escapeXml(texts.join('\n'))}</system-out>`
  const why = reason ?? problems.map(({ message }) => message).join(' ')
  return `<skipped message="${escapeXml(verdict === 'pending' ? `pending: ${why}` : why)}"/>`
}

function problemText({ severity, message, reproduce, accepted }: ReportedProblem): string {
  const label = accepted === undefined ? severity : `accepted (${accepted}), ${severity}`
  return [`${label}: ${message}`, ...(reproduce === undefined ? [] : [reproduce])].join('\n')
}
