import { edgeCasesOf } from '@ringback/arbitraries'
import type { Parameters } from '@ringback/catalog'
import { forEachOf } from '../for-each.ts'
import { plainFor } from '../routes/plain-for.ts'
import { pageOf, type Route } from '../routes/route.ts'
import type { Run } from '../run.ts'
import { tryWebhook } from '../try-webhook.ts'
import { extraCases } from './extra-cases.ts'

/** An edge case that is the app's own choice: whether it asks for GET or POST. */
const methodCase = /^method:/

/** Sends every edge case and every enum value alone, to every route, and to those that the answers lead to. */
export async function coveragePhase(run: Run): Promise<void> {
  const pages = new Map<string, Promise<void>>()
  /** Kinds that share a page take turns, so that one tells what is wrong with it for all. */
  const cover = (route: Route): Promise<void> => {
    const page = pageOf(route.url)
    const turn = (pages.get(page) ?? Promise.resolve()).then(() => coverRoute(run, route))
    pages.set(
      page,
      turn.then(
        () => {},
        () => {},
      ),
    )
    return turn.then(async (found) => void (await Promise.all(found.map(cover))))
  }
  await Promise.all([...run.routes.values()].map(cover))
}

/** Sends the cases of one route; gives the routes that their answers lead to for the first time. */
async function coverRoute(run: Run, route: Route): Promise<readonly Route[]> {
  const { concurrency = 8 } = run.options
  const found: Route[] = []
  const attempt = async (parameters: Parameters): Promise<void> => {
    found.push(...(await tryWebhook(run, route, parameters)))
  }
  const plain = plainFor(route)
  // What the plain one shows need not be found again with every oddity.
  await attempt(plain)
  await forEachOf(extraCases(route, plain), concurrency, attempt)
  await forEachOf(edgeCasesOf(route.kind), concurrency, async ({ name, webhook }) => {
    if (!methodCase.test(name)) await attempt(webhook.parameters)
  })
  return found
}
