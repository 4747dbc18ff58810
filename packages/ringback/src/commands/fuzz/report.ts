import type { ParameterRecord, Severity } from '@ringback/catalog'
import { withoutSids, type FuzzFinding, type FuzzFinished, type Missed, type Share } from '@ringback/fuzz'
import { count } from '../../format/count.ts'
import type { Styles } from '../../shell/styles.ts'

const mostNamed = 8

const reasons: Readonly<Record<NonNullable<FuzzFinished['stopped']>, string>> = {
  signal: 'Stopped early; results so far:',
  'app-down': 'The app went down before the run was over; results so far:',
  'max-time': 'Stopped after --max-time; results so far:',
}

/** What a person reads about a finding: what it is, how it differs from a plain webhook, and how to see it again. */
export function findingLines(
  finding: FuzzFinding,
  plain: ParameterRecord,
  styles: Styles,
): readonly string[] {
  const { bold, dim } = styles
  const { severity, code, twilioCode, message, kind, request, response, path, curl, id } = finding
  return [
    `${painted(severity, severity.padEnd(7), styles)} ${bold(code)}${twilioCode === null ? '' : ` (Twilio ${twilioCode})`}  ${kind}`,
    `        ${message}`,
    `        ${request.method} ${request.url}  → ${response.status ?? 'no answer'}`,
    ...(path.length === 0 ? [] : [`        The caller: ${path.join(', ')}`]),
    ...diffLines(plain, request.params, styles),
    dim(`        ${curl}`),
    dim(`        ringback fuzz replay ${id}`),
    '',
  ]
}

function painted(severity: Severity, text: string, { dim, red, yellow }: Styles): string {
  return { error: red, warning: yellow, info: dim }[severity](text)
}

/** How a request differs from a plain one; SIDs are new each time. */
function diffLines(plain: ParameterRecord, sent: ParameterRecord, { green, red }: Styles): readonly string[] {
  const names = [...new Set([...Object.keys(plain), ...Object.keys(sent)])]
  const odd = names.filter((name) => withoutSids(shown(plain, name)) !== withoutSids(shown(sent, name)))
  const left = odd.filter((name) => sent[name] === undefined)
  if (left.length > mostNamed) return [red(`        - ${left.join(', ')}`)]
  return odd.flatMap((name) => [
    ...(plain[name] === undefined ? [] : [red(`        - ${name}: ${shown(plain, name)}`)]),
    ...(sent[name] === undefined ? [] : [green(`        + ${name}: ${shown(sent, name)}`)]),
  ])
}

function shown(record: ParameterRecord, name: string): string {
  const value = record[name]
  return typeof value === 'string' ? value : (value ?? []).join(', ')
}

/** The closing lines: how much was tried, what was not, and the verdict. */
export function summaryLines({ report, alike, stopped }: FuzzFinished, styles: Styles): readonly string[] {
  const { bold, dim, green, yellow } = styles
  const { coverage, findings, requests, runs, seed, durationMs } = report
  return [
    `${bold('Sent')} ${count(requests, 'request')}, ${runs} of them random, in ${(durationMs / 1000).toFixed(1)} s (seed ${seed})`,
    `${bold('Covered')} ${shareOf(coverage.kinds)} kinds, ${shareOf(coverage.parameters)} parameters, ${shareOf(coverage.values)} values of the kinds that were sent`,
    ...missedLines(coverage.missed).map(dim),
    ...(stopped === null ? [] : [yellow(reasons[stopped])]),
    ...(alike === 0 ? [] : [dim(`${count(alike, 'more finding')} like these on other pages`)]),
    findings.length === 0 ? green('No findings.') : verdict(findings, styles),
  ]
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

/** What was not sent, by why. */
function missedLines(missed: readonly Missed[]): readonly string[] {
  const byReason = Map.groupBy(missed, ({ reason }) => reason)
  return [...byReason].map(([reason, alike]) => {
    const names = alike.map(({ kind, parameter, value }) =>
      [kind, parameter, value].filter((part) => part !== undefined).join(' '),
    )
    const more = names.length - mostNamed
    const rest = more > 0 ? ` and ${more} more (--format json has them all)` : ''
    return `  Not sent: ${names.slice(0, mostNamed).join(', ')}${rest}: ${reason}`
  })
}

function shareOf({ hit, total }: Share): string {
  return `${hit} of ${total}`
}
