import type { CatalogRow, DriftFinding, DriftReason } from '@ringback/arbitraries'
import { count } from '../../format/count.ts'
import { wrap } from '../../format/wrap.ts'
import type { Terminal } from '../../reporters/reporter.ts'
import type { FolderDrift } from './compare-folder.ts'
import { findingsTogether, rowsTogether } from './together.ts'

const reasons: Readonly<Record<DriftReason, string>> = {
  'unknown-kind': 'unknown kind',
  'unknown-parameter': 'unknown parameter',
  'unexpected-parameter': 'parameter of other kinds',
  'new-value': 'new value',
  value: 'odd value',
  missing: 'missing',
  repeated: 'repeated',
  method: 'method',
  correlation: 'contradiction',
}

/** Where the parameter says it all. */
const namesOnly: ReadonlySet<DriftReason> = new Set<DriftReason>([
  'unknown-parameter',
  'unexpected-parameter',
  'missing',
])

/** What a person reads. */
export function linesOfDrift(drift: FolderDrift, terminal: Terminal): readonly string[] {
  const { bold, green, yellow } = terminal.styles
  const { findings, kinds } = drift
  const lines: string[] = []
  for (const kind of new Set(findings.map((finding) => finding.kind))) {
    const all = count(kinds[kind ?? 'unknown'] ?? 0, 'webhook')
    lines.push(`${bold(kind ?? 'of no known kind')}  ${all}`)
    const ofKind = findings.filter((finding) => finding.kind === kind)
    for (const together of findingsTogether(ofKind)) lines.push(...linesOfFindings(together, terminal))
    lines.push('')
  }
  const verdict = findings.length === 0 ? green(summaryOf(drift)) : yellow(summaryOf(drift))
  return [...lines, ...[verdict, ...notesOf(drift)].flatMap((line) => wrap(line, terminal.columns, 2))]
}

/** `findings`: of one reason, seen at the same times. */
function linesOfFindings(
  findings: readonly DriftFinding[],
  { styles, columns }: Terminal,
): readonly string[] {
  const [first] = findings
  if (first === undefined) return []
  const { bold, dim, red } = styles
  const { reason, webhooks, firstSeen, lastSeen, example } = first
  const what = namesOnly.has(reason)
    ? bold(findings.map(({ parameter }) => parameter).join(', '))
    : findings.map(wordsOf).join(' ')
  const times = webhooks === 1 ? shortTime(firstSeen) : `${shortTime(firstSeen)} to ${shortTime(lastSeen)}`
  return [
    ...wrap(`  ${red(reasons[reason])}  ${what}`, columns, 6),
    ...wrap(`    ${dim(`${count(webhooks, 'webhook')}, ${times}, exchange ${example}`)}`, columns, 6),
    ...rowsTogether(findings.flatMap(({ rows }) => rows)).flatMap((row) => linesOfRow(row, columns)),
  ]
}

function wordsOf({ parameter, value, message }: DriftFinding): string {
  return value === undefined ? message : `${parameter} is ${JSON.stringify(shortValue(value))}`
}

function linesOfRow(
  { file, row, says, shouldSay, inheritedFrom }: CatalogRow,
  columns: number | undefined,
): readonly string[] {
  const from = inheritedFrom === undefined ? '' : ` (stated in ${inheritedFrom.file})`
  const change = says === null ? `should have ${shouldSay}` : `says ${says}${from}; should say ${shouldSay}`
  return [...wrap(`    ${file}: ${row}`, columns, 6), ...wrap(`      ${change}`, columns, 8)]
}

const longestValue = 60

function shortValue(value: string): string {
  return value.length > longestValue ? `${value.slice(0, longestValue)}…` : value
}

function shortTime(time: string): string {
  return time.replace('T', ' ').slice(0, 19)
}

function summaryOf({ folder, webhooks, differing, findings, kinds }: FolderDrift): string {
  const compared = `${folder}: ${count(webhooks, 'webhook')} of ${count(Object.keys(kinds).length, 'kind')}`
  if (findings.length === 0) return `${compared}, no drift.`
  return `${compared}, ${count(differing, 'webhook')} with ${count(findings.length, 'difference')} from the catalog.`
}

function notesOf({ passedOver, notJudged, leftOut }: FolderDrift): readonly string[] {
  const passed = whyPassedOver.flatMap(([why, words]) => {
    const times = passedOver[why]
    return times === undefined ? [] : [`${times} ${words}`]
  })
  return [
    ...(leftOut === 0 ? [] : [`${leftOut} more differences are not shown.`]),
    ...(passed.length === 0 ? [] : [`Not compared: ${passed.join(', ')}.`]),
    ...notJudged.map(
      ({ kind, parameter, webhooks, example }) =>
        `Not judged: ${parameter} in ${count(webhooks, 'webhook')} of ${kind}, exchange ${example}: redaction replaced the value, and its original or the key is not here.`,
    ),
  ]
}

const whyPassedOver = [
  ['rest-api', "of the app to Twilio's REST API"],
  ['socket', 'of WebSockets'],
  ['not-signed', 'that Twilio did not sign'],
  ['messaging', 'of messaging'],
  ['media', 'for sounds'],
] as const
