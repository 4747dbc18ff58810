import { documentOf, socketsIn } from '@ringback/checks'
import type { TwimlDocument } from '@ringback/twiml'
import type { Sent } from '../send/sent.ts'
import { pathAfter } from './path-after.ts'
import { routeKey, type Route } from './route.ts'
import { createSocketOpenings, type SocketOpening } from './socket-openings.ts'
import { targetsIn } from './targets-in.ts'

/** The known routes of the app. */
export interface RouteBook {
  readonly all: () => readonly Route[]
  /** Adds a route. Returns false when it is known, or the limit is reached. */
  readonly add: (route: Route) => boolean
  /** Adds the routes that the TwiML of an answer leads to; returns the new ones. */
  readonly addTargetsOf: (from: Route, sent: Sent) => readonly Route[]
  /** Routes that are sent every edge case and every probe. */
  readonly covered: () => readonly Route[]
  readonly markCovered: (route: Route) => void
  /** The webhooks whose answers open WebSockets, one for each socket. */
  readonly openingSockets: () => readonly SocketOpening[]
  /** Whether a route works only after its preceding requests. */
  readonly needsPreceding: (route: Route) => boolean
  readonly setNeedsPreceding: (route: Route, needs: boolean) => void
}

/** What `RouteBook` depends on. */
export interface RouteBookOptions {
  /** Whether a URL is one of the app; others are never requested. */
  readonly isOfApp: (url: string) => boolean
  readonly onRoute: (route: Route) => void
}

const mostRoutes = 400

/** Creates a book without routes. */
export function createRouteBook({ isOfApp, onRoute }: RouteBookOptions): RouteBook {
  const routes = new Map<string, Route>()
  const covered = new Map<string, Route>()
  const needingPreceding = new Set<string>()
  /** By document, the URLs where it was read: an app answers many requests with the same document. */
  const readAt = new WeakMap<TwimlDocument, Set<string>>()

  const add = (route: Route): boolean => {
    const key = routeKey(route)
    if (routes.has(key) || routes.size >= mostRoutes) return false
    routes.set(key, route)
    onRoute(route)
    return true
  }
  const openings = createSocketOpenings()
  const isRead = (document: TwimlDocument, place: string): boolean => {
    const places = readAt.get(document) ?? new Set<string>()
    readAt.set(document, places)
    return places.size === places.add(place).size
  }
  return {
    all: () => [...routes.values()],
    add,
    addTargetsOf(from, sent) {
      const document = documentOf(sent)
      const base = sent.redirectedTo ?? from.url
      if (document === null || isRead(document, `${from.kind} ${base}`)) return []
      openings.add(socketsIn(document), { route: from, parameters: sent.sent.parameters })
      const path = pathAfter(from, sent.sent.parameters)
      return targetsIn(document, from.kind, base)
        .filter(({ url }) => isOfApp(url))
        .map(({ kind, method, url, isAfterSilence, accepts }): Route => ({
          kind,
          method,
          url,
          accepts,
          call: from.call,
          preceding: [...from.preceding, sent.sent],
          path: isAfterSilence ? [...path, 'silence'] : path,
        }))
        .filter(add)
    },
    openingSockets: openings.all,
    covered: () => [...covered.values()],
    markCovered: (route) => void covered.set(routeKey(route), route),
    needsPreceding: (route) => needingPreceding.size > 0 && needingPreceding.has(routeKey(route)),
    setNeedsPreceding: (route, needs) =>
      void (needs ? needingPreceding.add(routeKey(route)) : needingPreceding.delete(routeKey(route))),
  }
}
