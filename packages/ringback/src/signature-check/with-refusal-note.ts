import { visible } from '@ringback/common'
import type { ReportItem } from '../reporters/reporter.ts'
import type { RunEnd } from '../reporters/report-run.ts'
import { explainRefusal } from './explain-refusal.ts'
import type { ProbedRequest, ProbeTarget } from './send-signed.ts'

/**
 * The items of a run, and at its end, once, why the app refused a validly signed webhook. `refusedIn`: the request that an
 * event shows to have been refused.
 */
export async function* withRefusalNote(
  items: AsyncGenerator<ReportItem, RunEnd, undefined>,
  refusedIn: (event: unknown) => ProbedRequest | undefined,
  target: ProbeTarget,
): AsyncGenerator<ReportItem, RunEnd, undefined> {
  let refused: ProbedRequest | undefined
  let next = await items.next()
  while (next.done !== true) {
    const item = next.value
    refused ??= item.event === undefined ? undefined : refusedIn(item.event)
    yield item
    next = await items.next()
  }
  const explained = refused === undefined ? undefined : await explainRefusal(refused, target)
  if (explained === undefined) return next.value
  const { message, change } = visible(explained)
  yield { lines: ({ styles }) => [styles.yellow(message), styles.green(`Change: ${change}`)] }
  return { ...next.value, notes: [...(next.value.notes ?? []), `${message} ${change}`] }
}
