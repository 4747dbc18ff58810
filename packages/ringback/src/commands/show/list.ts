import { printable } from '@ringback/common'
import type { ListedRecording } from '@ringback/recording/node'
import { count } from '../../format/count.ts'
import { table } from '../../format/table.ts'
import { shortenMiddle } from '../../format/shorten-middle.ts'
import type { Terminal } from '../../reporters/reporter.ts'

/** One line a call: when, which, from and to, how many exchanges, what went wrong. */
export function listOfCalls(recordings: readonly ListedRecording[], { styles, columns }: Terminal): string {
  const { bold, dim, red } = styles
  return table(
    recordings.map(({ summary: { startedAt, callSid, from, to, exchanges, problems } }) => [
      dim(printable(startedAt.replace('T', ' ').slice(0, 19))),
      bold(printable(callSid ?? '(no call)')),
      printable(pairOf(from, to)),
      count(exchanges, 'exchange'),
      problems === 0 ? '' : red(count(problems, 'problem')),
    ]),
    columns,
  )
}

/** `+14155550100 → +14155550199` */
export function pairOf(from: string | null, to: string | null): string {
  return from === null && to === null ? '' : `${shown(from)} → ${shown(to)}`
}

/** A SIP URI may be long; the transcript has it whole. */
const longest = 40

function shown(party: string | null): string {
  if (party === null) return '?'
  if (party === '') return '(empty)'
  return shortenMiddle(party, longest)
}
