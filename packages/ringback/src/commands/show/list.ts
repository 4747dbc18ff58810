import { printable } from '@ringback/common'
import type { ListedRecording, Parties } from '@ringback/recording'
import { count } from '../../format/count.ts'
import { tableLines } from '../../format/table.ts'
import { shortenMiddle } from '../../format/shorten-middle.ts'
import type { Terminal } from '../../reporters/reporter.ts'
import type { Styles } from '../../shell/styles.ts'

/** One line a call: when, which, from and to, how many exchanges, what went wrong. Passes over the recordings twice. */
export function linesOfCalls(
  recordings: Iterable<ListedRecording>,
  { styles, columns }: Terminal,
): Iterable<string> {
  const rows = {
    *[Symbol.iterator]() {
      for (const { summary } of recordings) yield cellsOf(summary, styles)
    },
  }
  return tableLines(rows, columns)
}

function cellsOf(
  { startedAt, callSid, from, to, exchanges, problems }: ListedRecording['summary'],
  { bold, dim, red }: Styles,
): readonly string[] {
  return [
    dim(printable(startedAt.replace('T', ' ').slice(0, 19))),
    bold(printable(callSid ?? '(no call)')),
    pairOf({ from, to }),
    count(exchanges, 'exchange'),
    problems === 0 ? '' : red(count(problems, 'problem')),
  ]
}

/** `+14155550100 → +14155550199` */
export function pairOf({ from, to }: Parties): string {
  return from === null && to === null ? '' : `${shown(from)} → ${shown(to)}`
}

/** A SIP URI may be long; the transcript has it whole. */
const longest = 40

function shown(party: string | null): string {
  if (party === null) return '?'
  if (party === '') return '(empty)'
  return shortenMiddle(printable(party), longest)
}
