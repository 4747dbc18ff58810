import type { Crawled } from '../crawl/crawl.ts'
import { dialCallStatus } from '@ringback/catalog'
import type { MapEdge, MapMark, MapState } from '../phone-map.ts'
import { lastPage } from '../crawl/segment.ts'
import { pagePath } from '../page-path.ts'
import { mark, shortestOfEach } from './mark.ts'
import { describeInput } from './describe-input.ts'
import { pathAlong } from './path-along.ts'

/** Paths on which the app hangs up without saying anything. */
export function deadEnds({ graph }: Crawled): readonly MapMark[] {
  const marks = graph.edges.flatMap((edge) => {
    const state = graph.states.find(({ id }) => id === edge.from)
    if (!graph.ends.some(({ id }) => id === edge.to) || !isSilent(edge, state)) return []
    const page = lastPage(edge.segment) ?? pagePath(state?.url ?? '')
    const isDial = edge.input.some(({ type }) => type === 'dial')
    return mark({
      kind: 'dead-end',
      message:
        edge.from === null
          ? `${page} ends the call before the caller hears anything`
          : isDial
            ? `When nobody answers the Dial, the call ends in silence (${page})`
            : `${capitalised(describeInput(edge.input))} ends the call without saying anything (${page})`,
      path: pathAlong(graph, edge),
      state: edge.from,
    })
  })
  return shortestOfEach(marks, ({ message }) => message)
}

function isSilent({ segment, input }: MapEdge, state: MapState | undefined): boolean {
  if (segment.heard.length > 0 || segment.problems.length > 0) return false
  if (segment.rejected || segment.reachedSomebody) return false
  const last = input.at(-1)
  if (state === undefined || state.waiting.for === 'gather') return true
  return state.waiting.for === 'dial' && last?.type === 'dial' && last.result !== dialCallStatus.answered
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
