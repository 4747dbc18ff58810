import type { RateReason, RateReport } from '@ringback/simulator/load'
import { table } from '../../format/table.ts'
import type { Styles } from '../../shell/styles.ts'
import { timeText } from './load-lines.ts'

const reasons: Readonly<Record<RateReason, string>> = {
  budget: 'above the budget',
  'first-audio': 'first audio above its budget',
  errors: 'calls met errors',
  missed: 'more calls than --calls allows',
  'this-machine': 'this machine started calls late',
}

/** `12.5 new calls per second`. */
export function rateText(rate: number): string {
  const number = rate.toFixed(rate < 100 ? 1 : 0).replace(/\.0$/, '')
  return `${number} new ${number === '1' ? 'call' : 'calls'} per second`
}

/** The report of a search for a person. */
export function rateLines(report: RateReport, { bold, green, red, yellow }: Styles): readonly string[] {
  const { rate, tooMuch, steps, stopped } = report
  const budget = `the budget of ${timeText(report.budgetMs)}`
  const last = steps.findLast((step) => step.rate === tooMuch)?.reason
  return [
    ...(steps.length === 0 ? [] : table(steps.map(rowOf)).split('\n')),
    ...(stopped ? [yellow('Stopped before it was known.')] : []),
    rate === null
      ? red(`No rate that was tried keeps ${budget}.`)
      : green(`${bold(rateText(rate))} keep ${budget}.`),
    ...(tooMuch === null || last === undefined
      ? []
      : [`${rateText(tooMuch)} are too much: ${reasons[last]}.`]),
    ...(tooMuch === null && rate !== null && !stopped ? ['No rate that was tried is too much.'] : []),
  ]
}

function rowOf({ rate, p95Ms, reason }: RateReport['steps'][number]): readonly string[] {
  return [rateText(rate), `p95 ${timeText(p95Ms)}`, reason === undefined ? 'good' : reasons[reason]]
}
