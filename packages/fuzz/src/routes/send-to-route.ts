import type { Parameters } from '@ringback/catalog'
import { sidRenewal } from '@ringback/checks'
import type { AppUnderTest } from '../send/app-under-test.ts'
import type { SendRequest, Sent } from '../send/sent.ts'
import { precedingRequests } from './preceding-requests.ts'
import type { RouteBook } from './route-book.ts'
import { requestOf, type Route } from './route.ts'

/** What `sendToRoute` depends on. */
export interface RouteAccess {
  readonly app: AppUnderTest
  readonly routes: Pick<RouteBook, 'needsPreceding'>
}

/**
 * Sends parameters to a route in a call of their own, after the requests that precede it where the route needs them.
 */
export async function sendToRoute(
  { app, routes }: RouteAccess,
  route: Route,
  parameters: Parameters,
  send: SendRequest = app.send,
): Promise<Sent> {
  const fresh = sidRenewal(app.freshSid)(parameters)
  if (routes.needsPreceding(route)) {
    for (const request of precedingRequests(route, fresh)) await app.send(request)
  }
  return send(requestOf(route, fresh))
}
