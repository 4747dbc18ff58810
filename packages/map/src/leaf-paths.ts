import { printKeyPath, type Step } from '@ringback/simulator'
import { pathAlong } from './marks/path-along.ts'
import type { MapEdge, MapState } from './phone-map.ts'

/** What is read of a map to find its leaves. */
export interface LeafSource {
  readonly states: readonly Pick<MapState, 'id' | 'path'>[]
  readonly edges: readonly Pick<MapEdge, 'from' | 'input' | 'to' | 'times'>[]
}

/**
 * The steps of a caller to each leaf of a map, each once: to every end of a call, and to every place from which no further place was
 * found, where the caller hangs up.
 */
export function leafPaths({ states, edges }: LeafSource): readonly (readonly Step[])[] {
  const ending = edges
    .filter(({ to }) => typeof to !== 'number')
    .map((edge) => (edge.to === null ? hangingUp(pathAlong({ states }, edge)) : pathAlong({ states }, edge)))
  const withWays = new Set(edges.map(({ from }) => from))
  const last = states.filter(({ id }) => !withWays.has(id)).map(({ path }) => hangingUp(path))
  return [...new Map([...ending, ...last].map((path) => [printKeyPath(path), path])).values()]
}

function hangingUp(path: readonly Step[]): readonly Step[] {
  return [...path, { type: 'hangup' }]
}
