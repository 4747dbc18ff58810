import type { Crawled } from '../crawl/crawl.ts'
import type { MapMark } from '../phone-map.ts'
import { pagePath } from '../page-path.ts'
import { mark } from './mark.ts'

/** Routes that were given and that no call requested. */
export function unreachableRoutes({ graph }: Crawled, routes: readonly string[]): readonly MapMark[] {
  const segments = [...graph.edges, ...graph.hangups].map(({ segment }) => segment)
  const requested = new Set(segments.flatMap(({ webhooks }) => webhooks.map(({ url }) => pagePath(url))))
  return routes
    .filter((route) => !requested.has(pagePath(route)))
    .map((route) =>
      mark({
        kind: 'unreachable-route',
        message: `${route} was not requested in any call`,
        path: [],
        state: null,
      }),
    )
}
