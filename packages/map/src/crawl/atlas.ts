import type { Step } from '@ringback/simulator'
import type { MapEdge, MapEnd, MapHangup, MapState, Segment } from '../phone-map.ts'
import type { Stop } from './probe.ts'

/** The part of a map that is known so far. */
export interface Atlas {
  readonly states: MapState[]
  readonly ends: MapEnd[]
  readonly edges: MapEdge[]
  readonly hangups: MapHangup[]
  /** What is told at the first way to a state. */
  readonly firstSegments: Map<number, Segment>
  readonly stateByKey: Map<string, MapState>
}

/** Nothing is known yet. */
export function createAtlas(): Atlas {
  return {
    states: [],
    ends: [],
    edges: [],
    hangups: [],
    firstSegments: new Map(),
    stateByKey: new Map(),
  }
}

/** A state that was not known before. */
export function addState(
  atlas: Atlas,
  { key, waiting, url }: Stop,
  path: readonly Step[],
  parent: number | null,
  segment: Segment,
): MapState {
  const prompts = waiting.for === 'gather' ? waiting.prompts : []
  // The prompts of a Gather are heard before it waits; media have their own notation in what is heard.
  const heard = segment.heard.length > 0 ? segment.heard : prompts
  const state: MapState = { id: atlas.states.length + 1, waiting, url, path, parent, heard }
  atlas.states.push(state)
  atlas.stateByKey.set(key, state)
  atlas.firstSegments.set(state.id, segment)
  return state
}

/** The end that sounds like this one; made when there was none. */
export function endFor(atlas: Atlas, { heard, problems }: Segment): MapEnd {
  const same = (end: MapEnd): boolean =>
    end.heard.join('\n') === heard.join('\n') &&
    end.problems.map(({ code }) => code).join() === problems.map(({ code }) => code).join()
  const known = atlas.ends.find(same)
  if (known !== undefined) return known
  const end = { id: `end-${atlas.ends.length + 1}`, heard, problems }
  atlas.ends.push(end)
  return end
}

/** A state and those before it on the shortest way there. */
export function lineage(atlas: Atlas, state: MapState): readonly MapState[] {
  const before = atlas.states.find(({ id }) => id === state.parent)
  return before === undefined ? [state] : [state, ...lineage(atlas, before)]
}
