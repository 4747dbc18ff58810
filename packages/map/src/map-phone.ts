import { crawl } from './crawl/crawl.ts'
import { brokenTargets } from './marks/broken-targets.ts'
import { deadEnds } from './marks/dead-ends.ts'
import { endlessLoops } from './marks/endless-loops.ts'
import { menuKeys } from './marks/menu-keys.ts'
import { noPerson } from './marks/no-person.ts'
import { unreachableRoutes } from './marks/unreachable-routes.ts'
import type { MapEvent, MapOptions } from './options.ts'

/**
 * Draws the phone tree of an app by calling it: at every Gather each key, speech and silence, at every Dial each
 * result, and hanging up everywhere. Every call is run by the simulator's executor on a clock of its own; the same
 * app and options give the same map. Throws a TypeError when the phone's options cannot be used.
 */
export async function* mapPhone(options: MapOptions): AsyncGenerator<MapEvent, void> {
  const crawled = yield* crawl(options)
  const { atlas, budget } = crawled
  const marks = [
    ...brokenTargets(crawled),
    ...(await endlessLoops(crawled)),
    ...deadEnds(crawled),
    ...menuKeys(crawled),
    ...noPerson(crawled),
    ...unreachableRoutes(crawled, options.routes ?? []),
  ]
  for (const each of marks) yield { type: 'mark', mark: each }
  const { voiceUrl = '/voice' } = options.phone
  yield {
    type: 'finished',
    map: {
      voiceUrl: typeof voiceUrl === 'string' ? voiceUrl : voiceUrl.url,
      states: atlas.states,
      ends: atlas.ends,
      edges: atlas.edges,
      hangups: atlas.hangups,
      marks,
      ...budget.spent(),
      limits: [...budget.limits],
    },
  }
}
