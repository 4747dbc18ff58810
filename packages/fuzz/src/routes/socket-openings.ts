import type { Parameters } from '@ringback/catalog'
import type { SocketInDocument } from '@ringback/checks'
import { pageKey } from './page-key.ts'
import { routeKey, type Route } from './route.ts'

/** A webhook whose answer opens a WebSocket. */
export interface SocketOpening {
  readonly route: Route
  readonly parameters: Parameters
}

/** The webhooks whose answers open WebSockets. */
export interface SocketOpenings {
  readonly all: () => readonly SocketOpening[]
  /** Adds a webhook with the sockets in its answer, unless each is known. */
  readonly add: (sockets: readonly SocketInDocument[], opening: SocketOpening) => void
}

/** Keeps one webhook for each socket, and one for each route and protocol: a URL may be another one for every call. */
export function createSocketOpenings(): SocketOpenings {
  const openings: SocketOpening[] = []
  const known = new Set<string>()
  return {
    all: () => openings,
    add(sockets, opening) {
      for (const { protocol, url } of sockets) {
        const keys = [`${protocol} ${pageKey(url)}`, `${protocol} ${routeKey(opening.route)}`]
        if (keys.some((key) => known.has(key))) continue
        for (const key of keys) known.add(key)
        openings.push(opening)
      }
    },
  }
}
