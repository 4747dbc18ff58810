import { edgeCasesOf } from '@ringback/arbitraries'
import { forEachOf } from '../for-each.ts'
import { plainFor } from '../routes/plain-for.ts'
import type { Route } from '../routes/route.ts'
import type { Run } from '../run.ts'
import { tryWebhook } from '../try-webhook.ts'
import { extraCases } from './extra-cases.ts'

/** An edge case that is the app's own choice: whether it asks for GET or POST. */
const methodCase = /^method:/

/** Sends every edge case and every enum value alone, to every route, and to those that the answers lead to. */
export async function coveragePhase(run: Run): Promise<void> {
  const cover = async (route: Route): Promise<void> => {
    const found: Promise<void>[] = []
    const attempt = async (parameters: Parameters<typeof tryWebhook>[2]): Promise<void> => {
      for (const next of await tryWebhook(run, route, parameters)) found.push(cover(next))
    }
    const plain = plainFor(route)
    // What the plain one shows need not be found again with every oddity.
    await attempt(plain)
    await forEachOf(extraCases(route, plain), run.options.concurrency ?? 8, attempt)
    await forEachOf(edgeCasesOf(route.kind), run.options.concurrency ?? 8, async ({ name, webhook }) => {
      if (!methodCase.test(name)) await attempt(webhook.parameters)
    })
    await Promise.all(found)
  }
  await Promise.all([...run.routes.values()].map(cover))
}
