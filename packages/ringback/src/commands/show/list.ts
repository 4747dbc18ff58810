import { parameter, valueOf } from '@ringback/catalog'
import { parametersOf, type Recording } from '@ringback/recording'
import { count } from '../../format/count.ts'
import { table } from '../../format/table.ts'
import { shortenMiddle } from '../../format/shorten-middle.ts'
import type { Terminal } from '../../reporters/reporter.ts'

/** One line a call: when, which, from and to, how many exchanges, what went wrong. */
export function listOfCalls(recordings: readonly Recording[], { styles, columns }: Terminal): string {
  const { bold, dim, red } = styles
  return table(
    recordings.map((recording) => {
      const { exchanges, callSid } = recording
      const problems = exchanges.filter(({ problem }) => problem !== null).length
      return [
        dim((exchanges[0]?.startedAt ?? '').replace('T', ' ').slice(0, 19)),
        bold(callSid ?? '(no call)'),
        partiesOf(recording),
        count(exchanges.length, 'exchange'),
        problems === 0 ? '' : red(count(problems, 'problem')),
      ]
    }),
    columns,
  )
}

/** A SIP URI may be long; the transcript has it whole. */
const longest = 40

/** `+14155550100 → +14155550199`, from the first exchange that names them. */
export function partiesOf({ exchanges }: Recording): string {
  for (const { request } of exchanges) {
    const parameters = parametersOf(request)
    const from = valueOf(parameters, parameter.From) ?? valueOf(parameters, parameter.Caller)
    const to = valueOf(parameters, parameter.To) ?? valueOf(parameters, parameter.Called)
    if (from !== undefined || to !== undefined) return `${shown(from)} → ${shown(to)}`
  }
  return ''
}

function shown(party: string | undefined): string {
  if (party === undefined) return '?'
  if (party === '') return '(empty)'
  return shortenMiddle(party, longest)
}
