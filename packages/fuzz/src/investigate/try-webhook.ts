import type { Parameters } from '@ringback/catalog'
import type { KnownCauses } from '../causes/known-causes.ts'
import type { CheckFinding } from '@ringback/checks'
import type { Judge } from '../judge/judge.ts'
import type { Tally } from '../report/tally.ts'
import type { RouteBook } from '../routes/route-book.ts'
import { isOnDialledLeg } from '../routes/is-on-dialled-leg.ts'
import type { Route } from '../routes/route.ts'
import { sendToRoute } from '../routes/send-to-route.ts'
import type { AppUnderTest } from '../send/app-under-test.ts'
import type { Investigate } from './investigate.ts'

/** What `tryWebhook` depends on. */
export interface TryContext {
  readonly app: AppUnderTest
  readonly judge: Judge
  readonly routes: RouteBook
  readonly causes: Pick<KnownCauses, 'makeSlow'>
  readonly tally: Pick<Tally, 'coverage'>
  readonly investigate: Investigate
}

/** Sends a webhook to a route and investigates the findings. Returns the new routes that its answer leads to. */
export async function tryWebhook(
  context: TryContext,
  route: Route,
  parameters: Parameters,
): Promise<readonly Route[]> {
  const { judge, routes, causes, tally, investigate } = context
  if (!route.accepts(parameters) || causes.makeSlow(route.url, parameters)) return []
  const sent = await sendToRoute(context, route, parameters)
  tally.coverage.add({ kind: route.kind, parameters })
  const found = routes.addTargetsOf(route, sent)
  for (const finding of judge(sent)) {
    if (!isConnecting(route, finding)) await investigate({ route, sent, finding })
  }
  return found
}

/** An empty answer to somebody who is dialled is no silent end: it connects the call. */
function isConnecting(route: Route, { code }: CheckFinding): boolean {
  return code === 'silent-end' && isOnDialledLeg(route)
}
