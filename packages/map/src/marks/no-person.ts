import type { Crawled } from '../crawl/crawl.ts'
import { promptsAt } from '../prompts/prompts-at.ts'
import type { MapMark, MapState } from '../phone-map.ts'
import { mark } from './mark.ts'

/** Menus without a choice that reaches a person: no telephone, queue, conference, stream or recording. */
export function noPerson({ graph, unexplored, callerMemory }: Crawled): readonly MapMark[] {
  // A caller whom the app remembers may be turned away for what other calls did.
  if (callerMemory?.callers === 'one') return []
  const good = new Set<number>(
    graph.states.filter((state) => unexplored.has(state.id) || isPerson(state)).map(({ id }) => id),
  )
  for (let before = -1; before !== good.size;) {
    before = good.size
    for (const { from, to, segment } of graph.edges) {
      if (from !== null && (segment.reachedSomebody || good.has(Number(to)))) good.add(from)
    }
  }
  const bad = graph.states.filter((state) => !good.has(state.id) && (state.parent === null || isMenu(state)))
  return bad
    .filter(({ parent }) => !bad.some(({ id }) => id === parent))
    .map((state) =>
      mark({
        kind: 'no-person',
        message:
          state.parent === null
            ? 'No path through this call reaches a person, a queue or a recording'
            : `No choice of this menu reaches a person, a queue or a recording: "${state.heard.at(-1) ?? ''}"`,
        path: state.path,
        state: state.id,
      }),
    )
}

/** True where a person may join or listen. */
function isPerson({ waiting }: MapState): boolean {
  return waiting.for !== 'gather' && waiting.for !== 'pay'
}

function isMenu(state: MapState): boolean {
  return state.waiting.for === 'gather' && promptsAt(state).offers.length >= 2
}
