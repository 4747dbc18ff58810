import type { MapEdge, MapMark, PhoneMap } from '../phone-map.ts'
import { heardOnTheWay } from './heard-on-the-way.ts'
import { endTitle, labelOf, titleOf } from './labels.ts'

/** A node of the drawn map: every state appears once, further paths to it are references. */
export interface DisplayNode {
  readonly kind: 'state' | 'end' | 'error' | 'reference'
  /** The number of a state; for a reference, that of its state; null for ends. */
  readonly state: number | null
  readonly title: string
  /** What the caller hears; at a reference, what is heard on the way and not at its state. */
  readonly text: string
  /** What people do to get here; empty for the first. */
  readonly label: string
  readonly marks: readonly MapMark[]
  /** The ways that lead here from the place before. */
  readonly edges: readonly MapEdge[]
  readonly children: readonly DisplayNode[]
}

/** The map as a tree; undefined when not even the first call could be made. */
export function displayTree(map: PhoneMap): DisplayNode | undefined {
  const [first] = map.edges
  const drawn = new Set<number>()
  return first === undefined ? undefined : nodeOf(map, null, [first], drawn)
}

function nodeOf(
  map: PhoneMap,
  from: number | null,
  edges: readonly MapEdge[],
  drawn: Set<number>,
): DisplayNode {
  const [edge] = edges
  const origin = map.states.find(({ id }) => id === from)
  const label = origin === undefined ? '' : labelOf(edges, origin)
  const state = map.states.find(({ id }) => id === edge?.to)
  const end = map.ends.find(({ id }) => id === edge?.to)
  const heard = edge?.segment.heard.join(' ') ?? ''
  if (state === undefined) {
    const isError = (end?.problems.length ?? 0) > 0
    return {
      kind: isError ? 'error' : 'end',
      state: null,
      title: end === undefined ? 'Not followed' : endTitle(end),
      text: isError ? (end?.problems[0]?.message ?? '') : heard,
      label,
      marks: marksOn(map, from, edges),
      edges,
      children: [],
    }
  }
  if (state.parent !== from || drawn.has(state.id)) {
    const title = `${edge?.isLoop === true ? '↺' : '→'} ${state.id} ${titleOf(state)}`
    const marks = marksOn(map, from, edges)
    const text = heardOnTheWay(edges, state)
    return { kind: 'reference', state: state.id, title, text, label, marks, edges, children: [] }
  }
  drawn.add(state.id)
  return {
    kind: 'state',
    state: state.id,
    title: titleOf(state),
    text: state.heard.join(' '),
    label,
    marks: marksOn(map, from, edges),
    edges,
    children: groupsFrom(map, state.id).map((group) => nodeOf(map, state.id, group, drawn)),
  }
}

/** The edges of a state, grouped by where they lead. */
function groupsFrom({ edges }: PhoneMap, state: number): readonly (readonly MapEdge[])[] {
  const groups = new Map<string, MapEdge[]>()
  for (const edge of edges) {
    if (edge.from !== state) continue
    const key = `${edge.to} ${edge.isLoop} ${edge.times}`
    const group = groups.get(key) ?? []
    group.push(edge)
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** The marks whose path ends with one of these edges; marks of the state itself are shown at the edge to it. */
function marksOn(
  { marks, states }: PhoneMap,
  from: number | null,
  edges: readonly MapEdge[],
): readonly MapMark[] {
  return marks.filter((mark) => {
    if (mark.kind === 'unreachable-route') return false
    return edges.some((edge) => {
      const to = states.find(({ id }) => id === edge.to)
      const isAtState = mark.kind === 'no-person' || mark.path.at(-1)?.type === 'hangup'
      if (isAtState) return mark.state !== null && to?.id === mark.state && to.parent === from

      return mark.state === from && endsWith(mark, edge)
    })
  })
}

function endsWith({ path }: MapMark, { input }: MapEdge): boolean {
  return input.length === 0 || JSON.stringify(path.slice(-input.length)) === JSON.stringify(input)
}
