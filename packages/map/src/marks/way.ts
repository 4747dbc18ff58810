import type { Step } from '@ringback/simulator'
import type { Atlas } from '../crawl/atlas.ts'
import type { MapEdge } from '../phone-map.ts'

/** The shortest way that takes an edge. */
export function wayAlong({ states }: Atlas, { from, input, times }: MapEdge): readonly Step[] {
  const path = states.find(({ id }) => id === from)?.path ?? []
  return [...path, ...Array.from({ length: times }, () => input).flat()]
}
