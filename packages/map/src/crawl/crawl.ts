import type { Step } from '@ringback/simulator'
import type { MapEvent, MapOptions } from '../options.ts'
import type { MapEdge, MapState, Segment } from '../phone-map.ts'
import { dialCallStatus } from '@ringback/catalog'
import { addState, createAtlas, endFor, lineage, type Atlas } from './atlas.ts'
import { createBudget, type Budget } from './budget.ts'
import { inputsAt, type Input } from './inputs.ts'
import type { Probe } from './probe.ts'
import { saidKeys } from './said-keys.ts'

const defaultDepth = 8

/** What is known when there is nothing more to see, or the limits are reached. */
export interface Crawled {
  readonly atlas: Atlas
  readonly budget: Budget
  /** States whose inputs were not tried. */
  readonly open: ReadonlySet<number>
}

/** Walks through the phone tree breadth first, so that the first way to a state is a shortest one. */
export async function* crawl(options: MapOptions): AsyncGenerator<MapEvent, Crawled> {
  const atlas = createAtlas()
  const budget = createBudget(options)
  const open = new Set<number>()
  const first = await budget.probe([], [])
  const waiting: MapState[] = []
  if (first !== undefined) yield* arrive({ atlas, waiting }, first, null, [], [], 1)
  for (let state = waiting.shift(); state !== undefined; state = waiting.shift()) {
    if (state.path.length >= (options.depth ?? defaultDepth)) {
      open.add(state.id)
      budget.limits.add(`${options.depth ?? defaultDepth} inputs in a row were made`)
      continue
    }
    yield* explore({ atlas, waiting, budget, open }, state)
  }
  return { atlas, budget, open }
}

interface Journey {
  readonly atlas: Atlas
  /** States whose inputs are still to be tried. */
  readonly waiting: MapState[]
}

interface Expedition extends Journey {
  readonly budget: Budget
  readonly open: Set<number>
}

async function* explore(journey: Expedition, state: MapState): AsyncGenerator<MapEvent, void> {
  const { atlas, budget, open } = journey
  const segment = atlas.firstSegments.get(state.id)
  const inputs = segment === undefined ? [] : [...inputsAt(state.waiting, segment)]
  const verdicts = new Map<string, boolean>()
  for (let input = inputs.shift(); input !== undefined; input = inputs.shift()) {
    const made = await budget.probe(state.path, input)
    if (made === undefined) {
      open.add(state.id)
      return
    }
    inputs.push(...acceptances(input, made.segment))
    const back = ancestorReached(atlas, state, made)
    if (back === undefined) yield* arrive(journey, made, state, input, [...state.path, ...input], 1)
    else yield* comeBack(journey, made, state, input, back, verdicts)
  }
}

/** What those who are dialled may press, when they were asked to. */
function acceptances([step]: Input, { screening }: Segment): readonly Input[] {
  if (step?.type !== 'dial' || step.result !== dialCallStatus.answered) return []
  if (step.keys !== undefined || screening === undefined) return []
  const said = saidKeys([screening]).map(({ key }) => key)
  return (said.length === 0 ? ['1'] : said).map((keys) => [{ ...step, keys }])
}

function* arrive(
  { atlas, waiting }: Journey,
  { stops, segment, hangup, isOver }: Probe,
  from: MapState | null,
  input: Input,
  path: readonly Step[],
  times: number,
): Generator<MapEvent, void> {
  const stop = isOver ? undefined : stops.at(-1)
  const known = stop === undefined ? undefined : atlas.stateByKey.get(stop.key)
  let to: number | string
  if (stop === undefined) to = endFor(atlas, segment).id
  else if (known !== undefined) to = known.id
  else {
    const state = addState(atlas, stop, path, from?.id ?? null, segment)
    if (hangup !== undefined) atlas.hangups.push({ at: state.id, segment: hangup })
    waiting.push(state)
    to = state.id
    yield { type: 'state', state }
  }
  yield edge(atlas, { from: from?.id ?? null, input, to, times, isLoop: false, segment })
}

function edge(atlas: Atlas, made: MapEdge): MapEvent {
  atlas.edges.push(made)
  return { type: 'edge', edge: made }
}

/** The state on the way here that looks like the one the input led to. */
function ancestorReached(atlas: Atlas, state: MapState, made: Probe): MapState | undefined {
  if (made.isOver) return undefined
  const known = atlas.stateByKey.get(made.stops.at(-1)?.key ?? '')
  return lineage(atlas, state).find((before) => before === known)
}

const rounds = 6
const longestWalk = 40

/**
 * The way leads back to where it came from. Whether it always does is seen by walking it: an app may count in its
 * session what its documents do not show.
 */
async function* comeBack(
  journey: Expedition,
  made: Probe,
  state: MapState,
  input: Input,
  back: MapState,
  verdicts: Map<string, boolean>,
): AsyncGenerator<MapEvent, void> {
  const { atlas, budget } = journey
  const segment = made.segment
  const sounds = JSON.stringify([back.id, segment.heard])
  const cycle = [...state.path.slice(back.path.length), ...input]
  if (!verdicts.has(sounds)) {
    const most = Math.max(2, Math.min(rounds, Math.floor(longestWalk / cycle.length)))
    const walked = await budget.probe(back.path, repeated(cycle, most))
    const exit = walked === undefined ? undefined : roundOfExit(walked, back, cycle.length, most)
    verdicts.set(sounds, walked !== undefined && exit === undefined)
    if (exit !== undefined) {
      const before = [...back.path, ...repeated(cycle, exit - 1)]
      const left = await budget.probe(before, cycle)
      if (left !== undefined) yield* arrive(journey, left, back, cycle, [...before, ...cycle], exit)
    }
  }
  const isLoop = verdicts.get(sounds) === true
  yield edge(atlas, { from: state.id, input, to: back.id, times: 1, isLoop, segment })
}

function repeated(steps: readonly Step[], times: number): readonly Step[] {
  return Array.from({ length: times }, () => steps).flat()
}

/** The round in which the walk was somewhere else; undefined when it never was. */
function roundOfExit(walked: Probe, back: MapState, length: number, most: number): number | undefined {
  const start = back.path.length
  const home = walked.stops[start]?.key
  for (let round = 1; round <= most; round += 1) {
    if (walked.stops[start + round * length]?.key !== home) return round
  }
  return undefined
}
