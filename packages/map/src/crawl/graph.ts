import type { Step } from '@ringback/simulator'
import type { MapEdge, MapEnd, MapHangup, MapState, Segment } from '../phone-map.ts'
import type { WaitingPlace } from './test-call.ts'

/** The part of a map that is known so far. */
export interface Graph {
  readonly states: MapState[]
  readonly ends: MapEnd[]
  readonly edges: MapEdge[]
  readonly hangups: MapHangup[]
  /** What happens on the first path to a state, by the number of the state. */
  readonly firstSegments: Map<number, Segment>
  readonly stateByKey: Map<string, MapState>
}

/** Creates an empty graph. */
export function createGraph(): Graph {
  return {
    states: [],
    ends: [],
    edges: [],
    hangups: [],
    firstSegments: new Map(),
    stateByKey: new Map(),
  }
}

/** How a call reached a state. */
export interface Arrival {
  readonly path: readonly Step[]
  /** The state before; null for the first. */
  readonly parent: number | null
  readonly segment: Segment
}

/** Adds a state that was not known before. */
export function addState(
  graph: Graph,
  { key, waiting, url }: WaitingPlace,
  { path, parent, segment }: Arrival,
): MapState {
  const prompts = waiting.for === 'gather' ? waiting.prompts : []
  // The prompts of a Gather are heard before it waits; media have their own notation in what is heard.
  const heard = segment.heard.length > 0 ? segment.heard : prompts
  const languages = segment.heard.length > 0 ? segment.languages : prompts.map(() => '')
  const state: MapState = { id: graph.states.length + 1, waiting, url, path, parent, heard, languages }
  graph.states.push(state)
  graph.stateByKey.set(key, state)
  graph.firstSegments.set(state.id, segment)
  return state
}

/** The end with the same texts, sounds and problems; added when it does not exist. */
export function endFor(graph: Graph, { heard, problems }: Segment): MapEnd {
  const isSame = (end: MapEnd): boolean =>
    end.heard.join('\n') === heard.join('\n') &&
    end.problems.map(({ code }) => code).join() === problems.map(({ code }) => code).join()
  const known = graph.ends.find(isSame)
  if (known !== undefined) return known
  const end = { id: `end-${graph.ends.length + 1}`, heard, problems }
  graph.ends.push(end)
  return end
}

/** A state, and the states before it on its shortest path. */
export function withAncestors(graph: Graph, state: MapState): readonly MapState[] {
  const before = graph.states.find(({ id }) => id === state.parent)
  return before === undefined ? [state] : [state, ...withAncestors(graph, before)]
}
