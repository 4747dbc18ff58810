import type { Parameters } from '@ringback/catalog'
import { createRunInTurn } from '@ringback/common'
import { tryWebhook, type TryContext } from '../investigate/try-webhook.ts'
import type { FuzzSettings } from '../options/fuzz-settings.ts'
import { pageKey, withoutQuery } from '../routes/page-key.ts'
import { edgeCasesFor, plainParameters } from '../routes/plain-parameters.ts'
import type { RouteBook } from '../routes/route-book.ts'
import type { Route } from '../routes/route.ts'
import { forEachAtOnce } from '../send/for-each-at-once.ts'
import { extraCases } from './extra-cases.ts'

interface CoverageContext extends TryContext {
  readonly settings: Pick<FuzzSettings, 'concurrency'>
  /** Runs what has to come before all else that is sent to a route. */
  readonly probeFirst: (route: Route) => Promise<void>
}

/** An edge case that is the app's own choice: whether it asks for GET or POST. */
const methodCase = /^method:/

/** Maximum number of routes that get all cases. An app that keeps its state in queries has many more. */
const mostCovered = 80
/** Maximum number of routes of one path that get all cases before the other paths do. */
const mostOfAPath = 2

/**
 * Sends every edge case and every enum value alone, to every route, and to those that the answers lead to. Of routes
 * that differ in their query, only the first ones; the others get a plain webhook and the keys, at the end.
 */
export async function coveragePhase(context: CoverageContext): Promise<void> {
  const { routes } = context
  // Kinds that share a page take turns, so that one finding explains the failures of all of them.
  const runInTurn = createRunInTurn()
  const postponed: Route[] = []
  const visit = async (route: Route, isWhole: boolean): Promise<void> => {
    if (isWhole) routes.markCovered(route)
    else postponed.push(route)
    const found = await runInTurn(pageKey(route.url), () => sendCases(context, route, isWhole))
    await Promise.all(found.map((each) => visit(each, hasRoom(routes.covered(), each))))
  }
  await Promise.all(routes.all().map((route) => visit(route, hasRoom(routes.covered(), route))))
  for (const route of postponed) if (routes.covered().length < mostCovered) await visit(route, true)
}

function hasRoom(covered: ReturnType<RouteBook['covered']>, route: Route): boolean {
  const place = ({ kind, url }: Route): string => `${kind} ${withoutQuery(url)}`
  const alike = covered.filter((each) => place(each) === place(route))
  return covered.length < mostCovered && alike.length < mostOfAPath
}

/** Sends the cases of one route; returns the new routes that their answers lead to. */
async function sendCases(
  context: CoverageContext,
  route: Route,
  isWhole: boolean,
): Promise<readonly Route[]> {
  const { concurrency } = context.settings
  const found: Route[] = []
  const attempt = async (parameters: Parameters): Promise<void> => {
    found.push(...(await tryWebhook(context, route, parameters)))
  }
  const plain = plainParameters(route)
  if (isWhole) await context.probeFirst(route)
  // A failure of the plain webhook need not be found again with every edge case.
  await attempt(plain)
  const extra = extraCases(route, plain)
  // Keys come before the edge cases, so that a finding names the key. A name in another script comes after them, so that what any
  // name does is not put down to its script.
  const isOfKeys = route.kind === 'gather.action'
  if (isOfKeys) await forEachAtOnce(extra, concurrency, attempt)
  if (isWhole) {
    await forEachAtOnce(edgeCasesFor(route), concurrency, async ({ name, webhook }) => {
      if (!methodCase.test(name)) await attempt(webhook.parameters)
    })
  }
  if (!isOfKeys) await forEachAtOnce(extra, concurrency, attempt)
  return found
}
