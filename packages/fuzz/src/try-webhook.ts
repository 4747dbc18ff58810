import type { Parameters } from '@ringback/catalog'
import { investigate, sendToRoute } from './investigate.ts'
import { isKnownToBeSlow } from './known-causes.ts'
import { addRoutesIn } from './routes/add-route.ts'
import type { Route } from './routes/route.ts'
import { findingsIn, type Run } from './run.ts'

/** Sends a webhook to a route and looks into what is found. Gives the routes that its answer leads to for the first time. */
export async function tryWebhook(run: Run, route: Route, parameters: Parameters): Promise<readonly Route[]> {
  if (!route.accepts(parameters) || isKnownToBeSlow(run, route, parameters)) return []
  const sent = await sendToRoute(run, route, parameters)
  run.coverage.add({ kind: route.kind, parameters })
  const routes = addRoutesIn(run, route, sent)
  for (const finding of findingsIn(run, sent)) await investigate(run, route, sent, finding)
  return routes
}
