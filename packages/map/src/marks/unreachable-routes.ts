import type { Crawled } from '../crawl/crawl.ts'
import type { MapMark } from '../phone-map.ts'
import { pageOf } from '../crawl/segment.ts'
import { mark } from './mark.ts'

/** Routes that were given and that no way through the call requested. */
export function unreachableRoutes({ atlas }: Crawled, routes: readonly string[]): readonly MapMark[] {
  const segments = [...atlas.edges, ...atlas.hangups].map(({ segment }) => segment)
  const requested = new Set(segments.flatMap(({ webhooks }) => webhooks.map(({ url }) => pageOf(url))))
  return routes
    .filter((route) => !requested.has(pageOf(route)))
    .map((route) =>
      mark({
        kind: 'unreachable-route',
        message: `${route} was never requested, whatever the caller did`,
        path: [],
        state: null,
      }),
    )
}
