import { visible } from '@ringback/common'
import type { ParameterRecord, Severity } from '@ringback/catalog'
import { withoutSids, type FuzzFinding, type FuzzFinished, type Missed, type Share } from '@ringback/fuzz'
import { count } from '../../format/count.ts'
import { wrap } from '../../format/wrap.ts'
import type { Terminal } from '../../reporters/reporter.ts'
import type { Styles } from '../../shell/styles.ts'

const mostNamed = 8

/** What a person reads about a finding: what it is, how it differs from a plain webhook, and how to see it again. */
export function findingLines(
  finding: FuzzFinding & { readonly accepted?: string },
  plain: ParameterRecord,
  { styles, columns }: Terminal,
): readonly string[] {
  const { bold, dim } = styles
  if (finding.accepted !== undefined) return acceptedLines(finding, finding.accepted, { styles, columns })
  const { severity, code, twilioCode, message, kind, request, response, path, curl, id } = finding
  const lines = [
    `${painted(severity, severity.padEnd(7), styles)} ${bold(code)}${twilioCode === null ? '' : ` (Twilio ${twilioCode})`}  ${kind}`,
    `        ${message}`,
    `        ${request.method} ${request.url}  → ${response.status ?? 'no answer'}`,
    ...(path.length === 0 ? [] : [`        The caller: ${path.join(', ')}`]),
    ...diffLines(plain, request.params, styles),
  ]
  // Command lines are not broken: they are copied.
  return [
    ...lines.flatMap((line) => wrap(line, columns, 8)),
    dim(`        ${curl}`),
    dim(`        ringback fuzz replay ${id}`),
    '',
  ]
}

/** A finding that the team has accepted, in short. */
function acceptedLines(
  { code, kind, message, id }: FuzzFinding,
  reason: string,
  { styles, columns }: Terminal,
): readonly string[] {
  const lines = [
    `accepted ${styles.bold(code)}  ${kind}`,
    `        ${message}`,
    `        ${id}: ${visible(reason)}`,
    '',
  ]
  return lines.flatMap((line) => (line === '' ? [line] : wrap(line, columns, 8))).map(styles.dim)
}

function painted(severity: Severity, text: string, { dim, red, yellow }: Styles): string {
  return { error: red, warning: yellow, info: dim }[severity](text)
}

/** How a request differs from a plain one; SIDs are new each time. */
function diffLines(plain: ParameterRecord, sent: ParameterRecord, { green, red }: Styles): readonly string[] {
  const names = [...new Set([...Object.keys(plain), ...Object.keys(sent)])]
  const odd = names.filter((name) => withoutSids(shown(plain, name)) !== withoutSids(shown(sent, name)))
  const left = odd.filter((name) => !Object.hasOwn(sent, name))
  if (left.length > mostNamed) return [red(`        - ${left.join(', ')}`)]
  return odd.flatMap((name) => [
    ...(!Object.hasOwn(plain, name) ? [] : [red(`        - ${name}: ${shown(plain, name)}`)]),
    ...(!Object.hasOwn(sent, name) ? [] : [green(`        + ${name}: ${shown(sent, name)}`)]),
  ])
}

function shown(record: ParameterRecord, name: string): string {
  const value = Object.hasOwn(record, name) ? record[name] : undefined
  return typeof value === 'string' ? value : (value ?? []).join(', ')
}

/** The closing lines: how much was tried, what was not, and the verdict. */
export function summaryLines(
  { report, alike }: FuzzFinished,
  { styles, columns }: Terminal,
): readonly string[] {
  const { bold, dim, green } = styles
  const { coverage, findings, requests, runs, seed, durationMs } = report
  return [
    `${bold('Sent')} ${count(requests, 'request')}, ${runs} of them random, in ${(durationMs / 1000).toFixed(1)} s (seed ${seed})`,
    `${bold('Covered')} ${shareOf(coverage.kinds)} kinds, ${shareOf(coverage.parameters)} parameters, ${shareOf(coverage.values)} values of these kinds`,
    ...missedLines(coverage.missed, styles),
    ...(alike === 0 ? [] : [dim(`${count(alike, 'more finding')} like these on other pages`)]),
    findings.length === 0 ? green('No findings.') : verdict(findings, styles),
  ].flatMap((line) => wrap(line, columns, 2))
}

function verdict(findings: readonly FuzzFinding[], styles: Styles): string {
  const nouns = { error: 'error', warning: 'warning', info: 'hint' } as const
  const bySeverity = Map.groupBy(findings, ({ severity }) => severity)
  return (['error', 'warning', 'info'] as const)
    .flatMap((severity) => {
      const number = bySeverity.get(severity)?.length
      return number === undefined ? [] : [painted(severity, count(number, nouns[severity]), styles)]
    })
    .join(', ')
}

/** What was not sent, by why, with the option that would have it sent: in colour, since an untested page may hide behind it. */
function missedLines(missed: readonly Missed[], { yellow, dim }: Styles): readonly string[] {
  const byReason = Map.groupBy(missed, ({ reason, option }) => `${reason} ${option?.split(' ', 1)[0] ?? ''}`)
  return [...byReason.values()].map((alike) => {
    const [{ reason, option } = { reason: '' }] = alike
    const names = alike.map(({ kind, parameter, value }) =>
      [kind, parameter, value].filter((part) => part !== undefined).join(' '),
    )
    const more = names.length - mostNamed
    const rest = more > 0 ? ` and ${more} more (--reporter json has them all)` : ''
    const named = `${names.slice(0, mostNamed).join(', ')}${rest}`
    return option === undefined
      ? dim(`  Not sent: ${named}: ${reason}`)
      : yellow(`  ${count(alike.length, 'kind')} not sent, since ${reason}: ${named}. To send one: ${option}`)
  })
}

function shareOf({ hit, total }: Share): string {
  return `${hit} of ${total}`
}
