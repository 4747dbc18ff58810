import { plainWebhook } from '@ringback/arbitraries'
import { recordFromParameters, type ParameterRecord } from '@ringback/catalog'
import type { FuzzFinding, FuzzReport, Share } from '@ringback/fuzz'
import { count } from '../../format/count.ts'
import type { Styles } from '../../shell/styles.ts'

const mostMissed = 12

/** What a person reads about a finding: what it is, how it differs from a plain webhook, and how to see it again. */
export function findingLines(finding: FuzzFinding, styles: Styles): readonly string[] {
  const { bold, dim, red, yellow } = styles
  const { severity, code, twilioCode, message, kind, request, response, path, curl, id } = finding
  const mark = severity === 'error' ? red('error  ') : yellow('warning')
  return [
    `${mark} ${bold(code)}${twilioCode === null ? '' : ` (Twilio ${twilioCode})`}  ${kind}`,
    `        ${message}`,
    `        ${request.method} ${request.url}  → ${response.status ?? 'no answer'}`,
    ...(path.length === 0 ? [] : [`        The caller: ${path.join(', ')}`]),
    ...diffLines(finding, styles),
    dim(`        ${curl}`),
    dim(`        ringback fuzz replay ${id}`),
    '',
  ]
}

/** How the request differs from a plain webhook of its kind; SIDs of calls are new each time. */
function diffLines({ kind, request }: FuzzFinding, { green, red }: Styles): readonly string[] {
  const plain = recordFromParameters(plainWebhook(kind).parameters)
  const names = [...new Set([...Object.keys(plain), ...Object.keys(request.params)])]
  const isOdd = (name: string): boolean =>
    !name.endsWith('CallSid') && shown(plain, name) !== shown(request.params, name)
  const odd = names.filter(isOdd)
  return odd.flatMap((name) => [
    ...(plain[name] === undefined ? [] : [red(`        - ${name}: ${shown(plain, name)}`)]),
    ...(request.params[name] === undefined
      ? []
      : [green(`        + ${name}: ${shown(request.params, name)}`)]),
  ])
}

function shown(record: ParameterRecord, name: string): string {
  const value = record[name]
  return typeof value === 'string' ? value : (value ?? []).join(', ')
}

/** The closing lines: how much was tried, what was not, and the verdict. */
export function summaryLines(report: FuzzReport, { bold, dim, green, red }: Styles): readonly string[] {
  const { coverage, findings, requests, runs, seed, durationMs } = report
  const missed = coverage.missed.map(({ kind, parameter, value, reason }) => {
    const what = [kind, parameter, value].filter((part) => part !== undefined).join(' ')
    return `  ${what}: ${reason}`
  })
  const verdict = findings.length === 0 ? green('No findings.') : red(count(findings.length, 'finding'))
  return [
    `${bold('Sent')} ${count(requests, 'request')}, ${runs} of them random, in ${(durationMs / 1000).toFixed(1)} s (seed ${seed})`,
    `${bold('Covered')} ${shareOf(coverage.kinds)} kinds, ${shareOf(coverage.parameters)} parameters, ${shareOf(coverage.values)} values of the kinds that were sent`,
    ...missed.slice(0, mostMissed).map(dim),
    ...(missed.length > mostMissed
      ? [dim(`  and ${missed.length - mostMissed} more; --format json has them all`)]
      : []),
    verdict,
  ]
}

function shareOf({ hit, total }: Share): string {
  return `${hit} of ${total}`
}
