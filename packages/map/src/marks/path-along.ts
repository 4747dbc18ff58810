import type { Step } from '@ringback/simulator'
import type { MapEdge, MapState } from '../phone-map.ts'

/** The shortest path that takes an edge. */
export function pathAlong(
  { states }: { readonly states: readonly Pick<MapState, 'id' | 'path'>[] },
  { from, input, times }: Pick<MapEdge, 'from' | 'input' | 'times'>,
): readonly Step[] {
  const path = states.find(({ id }) => id === from)?.path ?? []
  return [...path, ...Array.from({ length: times }, () => input).flat()]
}
