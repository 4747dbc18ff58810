import { checks, isAnswered, judgeExchange, type CheckFinding, type ObservedExchange } from '@ringback/checks'
import { pagePath } from '../routes/page-key.ts'
import type { Tally } from '../report/tally.ts'

/** The findings of the checks about an exchange, without hints. */
export type Judge = (exchange: ObservedExchange) => readonly CheckFinding[]

/** Judges with the given checks (default: all), and counts what was judged and which pages answered. */
export function createJudge(
  {
    checks: wanted,
    budgetMs,
  }: { readonly checks?: readonly string[] | undefined; readonly budgetMs?: number | undefined },
  tally: Pick<Tally, 'judged' | 'reachedPages'>,
): Judge {
  const chosen = wanted === undefined ? checks : checks.filter(({ name }) => wanted.includes(name))
  return (exchange) => {
    if (exchange.response !== null) tally.judged += 1
    if (isAnswered(exchange)) tally.reachedPages.add(pageOf(exchange))
    const findings = judgeExchange(exchange, {
      checks: chosen,
      ...(budgetMs !== undefined && { budgetMs }),
    })
    return findings.filter(({ severity }) => severity !== 'info')
  }
}

/** The path and what Twilio requests there: a page that answers both calls and their input counts as two. */
function pageOf({ kind, request }: ObservedExchange): string {
  return `${kind?.startsWith('voice.') === true ? 'voice' : kind} ${pagePath(request.url)}`
}
