import type { Crawled } from '../crawl/crawl.ts'
import { dialCallStatus } from '@ringback/catalog'
import type { MapEdge, MapMark, MapState } from '../phone-map.ts'
import { lastPage, pageOf } from '../crawl/segment.ts'
import { mark, shortestEach, spoken } from './mark.ts'
import { wayAlong } from './way.ts'

/** Ways on which the app hangs up without a word. */
export function deadEnds({ atlas }: Crawled): readonly MapMark[] {
  const marks = atlas.edges.flatMap((edge) => {
    const state = atlas.states.find(({ id }) => id === edge.from)
    if (!atlas.ends.some(({ id }) => id === edge.to) || !isWordless(edge, state)) return []
    const page = lastPage(edge.segment) ?? pageOf(state?.url ?? '')
    const isDial = edge.input.some(({ type }) => type === 'dial')
    return mark({
      kind: 'dead-end',
      message:
        edge.from === null
          ? `${page} ends the call before anything is said`
          : isDial
            ? `A Dial that nobody answers ends the call without a word, at ${page}`
            : `${capitalised(spoken(edge.input))} ends the call without a word, at ${page}`,
      path: wayAlong(atlas, edge),
      state: edge.from,
    })
  })
  return shortestEach(marks, ({ message }) => message)
}

function isWordless({ segment, input }: MapEdge, state: MapState | undefined): boolean {
  if (segment.heard.length > 0 || segment.problems.length > 0) return false
  if (segment.rejected || segment.reachedSomebody) return false
  const [step] = input
  if (state === undefined || state.waiting.for === 'gather') return true
  return state.waiting.for === 'dial' && step?.type === 'dial' && step.result !== dialCallStatus.answered
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
