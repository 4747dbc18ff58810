import type { Parameters } from '@ringback/catalog'
import { edgeCasesFor } from '../routes/plain-parameters.ts'
import type { Route } from '../routes/route.ts'
import { forEachAtOnce } from '../send/for-each-at-once.ts'
import type { Difference } from './difference.ts'
import { isOfTheCall } from './differences.ts'
import type { Reproduce } from './reproduce.ts'

/** A webhook that fails, and where. */
export interface FailingWebhook {
  readonly route: Pick<Route, 'kind' | 'call' | 'preceding'>
  readonly failing: Parameters
  readonly reproduce: Reproduce
  /** Requests in flight at a time. */
  readonly concurrency: number
}

/**
 * The one parameter whose absence makes a webhook fail: Twilio does not always send it, and with it nothing is found. Undefined when
 * there is none, or more than one cures the failure.
 */
export async function findMissingParameter({
  route,
  failing,
  reproduce,
  concurrency,
}: FailingWebhook): Promise<Difference | undefined> {
  const present = new Set(failing.map(([name]) => name))
  const absent = new Map<string, string>()
  for (const { webhook } of edgeCasesFor(route)) {
    for (const [name, value] of webhook.parameters)
      if (!present.has(name) && !absent.has(name) && value !== '') absent.set(name, value)
  }
  const curing: Difference[] = []
  await forEachAtOnce(absent, concurrency, async ([name, value]) => {
    const added: Difference = { type: 'parameter', name, values: [value] }
    if (isOfTheCall(added)) return
    if ((await reproduce([...failing, [name, value]])) === undefined)
      curing.push({ type: 'parameter', name, values: [] })
  })
  return curing.length === 1 ? curing[0] : undefined
}
