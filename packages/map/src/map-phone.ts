import { crawl } from './crawl/crawl.ts'
import { reachOf } from './crawl/reach.ts'
import type { MapEvent } from './map-event.ts'
import type { MapOptions } from './map-options.ts'
import { brokenTargets } from './marks/broken-targets.ts'
import { deadEnds } from './marks/dead-ends.ts'
import { endlessLoops } from './marks/endless-loops.ts'
import { menuKeys } from './marks/menu-keys.ts'
import { noPerson } from './marks/no-person.ts'
import { placeholderMarks } from './marks/placeholders.ts'
import { unreadPrompts } from './marks/unread-prompts.ts'
import { unreachableRoutes } from './marks/unreachable-routes.ts'

/**
 * Draws the phone tree of an app by calling it: at every Gather each key, speech and silence, at every Dial each
 * result, and hanging up everywhere. Every call is run by the simulator on a clock of its own; the same app and options
 * give the same map. Aborting `signal` ends the crawl with the map so far. Throws a RingbackError when the options
 * have no address of the app, or cannot be used.
 */
export async function* mapPhone(options: MapOptions): AsyncGenerator<MapEvent, void> {
  const crawled = yield* crawl(options)
  const { graph, budget } = crawled
  const marks = [
    ...brokenTargets(crawled),
    ...(await endlessLoops(crawled)),
    ...deadEnds(crawled),
    ...menuKeys(crawled),
    ...noPerson(crawled),
    ...placeholderMarks(crawled),
    ...unreachableRoutes(crawled, options.routes ?? []),
  ]
  for (const each of marks) yield { type: 'mark', mark: each }
  const { voiceUrl = '/voice' } = options
  yield {
    type: 'finished',
    map: {
      voiceUrl: typeof voiceUrl === 'string' ? voiceUrl : voiceUrl.url,
      states: graph.states,
      ends: graph.ends,
      edges: graph.edges,
      hangups: graph.hangups,
      marks,
      unreadPrompts: unreadPrompts(crawled),
      callerMemory: crawled.callerMemory,
      ...budget.spent(),
      ...reachOf(graph),
      limits: [...budget.limits],
    },
  }
}
