import { edgeCasesOf } from '@ringback/arbitraries'
import type { Parameters } from '@ringback/catalog'
import { forEachOf } from '../for-each.ts'
import { plainFor } from '../routes/plain-for.ts'
import { pageOf, routeKey, withoutQuery, type Route } from '../routes/route.ts'
import type { Run } from '../run.ts'
import { tryWebhook } from '../try-webhook.ts'
import { extraCases } from './extra-cases.ts'

/** An edge case that is the app's own choice: whether it asks for GET or POST. */
const methodCase = /^method:/

/** Routes that are sent everything. An app that keeps its state in queries has many more. */
const mostCovered = 80
/** Routes of one path that are sent everything before all other paths have had their turn. */
const mostOfAPath = 2

/**
 * Sends every edge case and every enum value alone, to every route, and to those that the answers lead to. Of routes that
 * differ in their query, the first ones; the others are sent a plain webhook and the keys, and have their turn last.
 */
export async function coveragePhase(run: Run): Promise<void> {
  const pages = new Map<string, Promise<void>>()
  const postponed: Route[] = []
  /** Kinds that share a page take turns, so that one tells what is wrong with it for all. */
  const visit = (route: Route, isWhole = isToBeCovered(run, route)): Promise<void> => {
    if (isWhole) run.covered.set(routeKey(route), route)
    else postponed.push(route)
    const page = pageOf(route.url)
    const turn = (pages.get(page) ?? Promise.resolve()).then(() => sendCases(run, route, isWhole))
    pages.set(
      page,
      turn.then(
        () => {},
        () => {},
      ),
    )
    return turn.then(async (found) => void (await Promise.all(found.map((each) => visit(each)))))
  }
  await Promise.all([...run.routes.values()].map((route) => visit(route)))
  for (const route of postponed) if (run.covered.size < mostCovered) await visit(route, true)
}

function isToBeCovered(run: Run, route: Route): boolean {
  const place = ({ kind, url }: Route): string => `${kind} ${withoutQuery(url)}`
  const alike = [...run.covered.values()].filter((each) => place(each) === place(route))
  return run.covered.size < mostCovered && alike.length < mostOfAPath
}

/** Sends the cases of one route; gives the routes that their answers lead to for the first time. */
async function sendCases(run: Run, route: Route, isWhole: boolean): Promise<readonly Route[]> {
  const { concurrency = 8 } = run.options
  const found: Route[] = []
  const attempt = async (parameters: Parameters): Promise<void> => {
    found.push(...(await tryWebhook(run, route, parameters)))
  }
  const plain = plainFor(route)
  // What the plain one shows need not be found again with every oddity.
  await attempt(plain)
  await forEachOf(extraCases(route, plain), concurrency, attempt)
  if (!isWhole) return found
  await forEachOf(edgeCasesOf(route.kind), concurrency, async ({ name, webhook }) => {
    if (!methodCase.test(name)) await attempt(webhook.parameters)
  })
  return found
}
