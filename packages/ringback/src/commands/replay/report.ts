import type { ReplayEvent } from '@ringback/replay'
import { count } from '../../format/count.ts'
import { pathOf } from '../../format/path-of.ts'
import type { Styles } from '../../shell/styles.ts'

type Replayed = Extract<ReplayEvent, { type: 'exchange' }>

/** The lines that a person reads about one replayed exchange. */
export function exchangeLines(event: Replayed, { green, red, yellow, dim }: Styles): readonly string[] {
  const { exchange, verdict, differences, reason, problem, durationMs } = event
  const mark = {
    same: green('same   '),
    changed: red('CHANGED'),
    'not-comparable': yellow('unknown'),
    skipped: yellow('skipped'),
    failed: red('FAILED '),
  }[verdict]
  const label = { breaking: red('breaking'), safe: yellow('safe    '), 'not-comparable': yellow('unknown ') }
  const path = pathOf(exchange.request.url)
  return [
    `  ${mark} ${exchange.kind ?? 'not recognised'}  ${exchange.request.method} ${path}  ${dim(`${Math.round(durationMs)} ms  ${exchange.id}`)}`,
    ...(reason === undefined ? [] : [dim(`          ${reason}`)]),
    ...(verdict === 'failed' && problem !== null ? [`          ${problem.message}`] : []),
    ...differences.map(
      ({ message, path: where, severity }) =>
        `          ${label[severity]} ${message}${where === undefined ? '' : dim(`  ${where}`)}`,
    ),
  ]
}

/** The closing line. */
export function summaryLine(
  { counts }: Extract<ReplayEvent, { type: 'finished' }>,
  { green, red, yellow }: Styles,
): string {
  const { recordings, judged, same, changed, notComparable, skipped, failed } = counts
  const rest = [
    ...(notComparable > 0 ? [`${notComparable} not comparable`] : []),
    `${skipped} skipped`,
    ...(failed > 0 ? [`${failed} failed`] : []),
  ]
  const text = `${count(recordings, 'recording')}: ${[`${same} same`, `${changed} changed`, ...rest].join(', ')}`
  if (changed > 0 || failed > 0) return red(text)
  return judged > 0 ? green(text) : yellow(text)
}
