import type { Step } from '@ringback/simulator'
import type { Graph } from '../crawl/graph.ts'
import type { MapEdge } from '../phone-map.ts'

/** The shortest path that takes an edge. */
export function pathAlong(
  { states }: Pick<Graph, 'states'>,
  { from, input, times }: MapEdge,
): readonly Step[] {
  const path = states.find(({ id }) => id === from)?.path ?? []
  return [...path, ...Array.from({ length: times }, () => input).flat()]
}
