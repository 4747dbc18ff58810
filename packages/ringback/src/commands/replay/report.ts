import type { ReplayEvent } from '@ringback/replay'
import { count } from '../../format/count.ts'
import { pathOf } from '../../format/path-of.ts'
import type { Styles } from '../../shell/styles.ts'

type Replayed = Extract<ReplayEvent, { type: 'exchange' }>

/** The lines that a person reads about one replayed exchange. */
export function exchangeLines(event: Replayed, { green, red, yellow, dim }: Styles): readonly string[] {
  const { exchange, verdict, differences, reason, durationMs } = event
  const mark = { same: green('same   '), changed: red('CHANGED'), skipped: yellow('skipped') }[verdict]
  const path = pathOf(exchange.request.url)
  return [
    `  ${mark} ${exchange.kind ?? 'not recognised'}  ${exchange.request.method} ${path}  ${dim(`${Math.round(durationMs)} ms  ${exchange.id}`)}`,
    ...(reason === undefined ? [] : [dim(`          ${reason}`)]),
    ...differences.map(
      ({ message, path: where, severity }) =>
        `          ${severity === 'breaking' ? red('breaking') : yellow('safe    ')} ${message}${where === undefined ? '' : dim(`  ${where}`)}`,
    ),
  ]
}

/** The closing line. */
export function summaryLine(
  { counts }: Extract<ReplayEvent, { type: 'finished' }>,
  { green, red }: Styles,
): string {
  const { recordings, same, changed, skipped } = counts
  const text = `${count(recordings, 'recording')}: ${same} same, ${changed} changed, ${skipped} skipped`
  return changed === 0 ? green(text) : red(text)
}
