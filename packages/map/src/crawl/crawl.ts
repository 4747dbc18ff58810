import { dialCallStatus } from '@ringback/catalog'
import type { Step } from '@ringback/simulator'
import type { MapEvent } from '../map-event.ts'
import type { MapOptions } from '../map-options.ts'
import type { MapCallerMemory, MapEdge, MapState, Segment } from '../phone-map.ts'
import { createBudget, type Budget } from './budget.ts'
import { addState, createGraph, endFor, withAncestors, type Graph } from './graph.ts'
import { inputsAt, type Input } from './inputs.ts'
import { loopExit, roundsToWalk } from './loop-exit.ts'
import { createFirstOfEach, type FirstOfEach, type MadeCall } from './first-of-each.ts'
import { createMemoryTest, type MemoryTest } from './memory-test.ts'
import { readPrompts } from '../prompts/read-prompts.ts'
import type { TestCall } from './test-call.ts'

const defaultDepth = 8

/** The result when everything was explored or the limits were reached. */
export interface Crawled {
  readonly graph: Graph
  readonly budget: Budget
  /** States at which not every input was tried. */
  readonly unexplored: ReadonlySet<number>
  /** Set when the app keeps state by caller. */
  readonly callerMemory: MapCallerMemory | null
}

/**
 * Explores the phone tree breadth first, so that the first path to a state is a shortest one. All calls have the same caller. Once
 * the app turns out to remember callers, begins anew with a fresh caller for each call.
 */
export async function* crawl(options: MapOptions): AsyncGenerator<MapEvent, Crawled> {
  const budget = createBudget(options)
  const memory = createMemoryTest(budget)
  const crawled = yield* crawlWith(options, budget, memory)
  const keys = memory.remembered()
  if (keys === undefined) return { ...crawled, callerMemory: null }
  const callerMemory = { keys, callers: budget.useFreshCallers() ? 'fresh' : 'one' } as const
  if (callerMemory.callers === 'one') return { ...crawled, callerMemory }
  yield { type: 'restarted', callerMemory }
  return { ...(yield* crawlWith(options, budget, undefined)), callerMemory }
}

/** Crawls until everything is explored, the limits are reached, or the app turns out to remember a caller that may be changed. */
async function* crawlWith(
  options: MapOptions,
  budget: Budget,
  memory: MemoryTest | undefined,
): AsyncGenerator<MapEvent, Omit<Crawled, 'callerMemory'>> {
  const { depth = defaultDepth } = options
  const crawling: Crawl = {
    graph: createGraph(),
    budget,
    memory,
    unexplored: new Set(),
    queue: [],
    inputsTo: new Map(),
    arrivals: new Map(),
    firstOfEach: createFirstOfEach(),
  }
  const { graph, unexplored, queue, inputsTo, firstOfEach } = crawling
  const isBoundToCaller = options.call?.from !== undefined
  const first = await budget.call([], [])
  if (first !== undefined) firstOfEach.add({ path: [], input: [], call: first })
  if (first !== undefined) yield* arrive(crawling, { call: first, from: null, input: [], path: [], times: 1 })
  for (let state = queue.shift(); state !== undefined; state = queue.shift()) {
    if ((inputsTo.get(state.id) ?? 0) < depth) {
      yield* explore(crawling, state)
      if (memory?.remembered() !== undefined && !isBoundToCaller) return { graph, budget, unexplored }
      continue
    }
    unexplored.add(state.id)
    budget.limits.add(
      `the crawl stopped after ${depth} ${depth === 1 ? 'input' : 'inputs'} in a row (--depth)`,
    )
  }
  for (const made of memory === undefined ? [] : firstOfEach.calls()) await memory?.test(made)
  return { graph, budget, unexplored }
}

interface Crawl {
  readonly graph: Graph
  readonly budget: Budget
  /** Undefined where the callers are fresh already. */
  readonly memory: MemoryTest | undefined
  readonly unexplored: Set<number>
  /** States whose inputs are still to be tried. */
  readonly queue: MapState[]
  /** By state, the inputs in a row that lead there. The telephones that a Dial rings one after the other are one. */
  readonly inputsTo: Map<number, number>
  /** By state, the call that reached it first. */
  readonly arrivals: Map<number, MadeCall>
  readonly firstOfEach: FirstOfEach
}

async function* explore(crawling: Crawl, state: MapState): AsyncGenerator<MapEvent, void> {
  const { graph, budget, memory, unexplored, firstOfEach } = crawling
  const segment = graph.firstSegments.get(state.id)
  const inputs = segment === undefined ? [] : [...inputsAt(state.waiting, segment)]
  const verdicts = new Map<string, boolean>()
  let first: MadeCall | undefined
  let isLost = false
  for (let input = inputs.shift(); input !== undefined; input = inputs.shift()) {
    const call = await budget.call(state.path, input)
    if (call === undefined) {
      unexplored.add(state.id)
      return
    }
    const made = { path: state.path, input, call }
    first ??= made
    firstOfEach.add(made)
    if (!isLost && !isAlong(graph, state, call)) {
      isLost = true
      const arrival = crawling.arrivals.get(state.id)
      if (arrival !== undefined) await memory?.test(arrival)
    }
    inputs.push(...acceptances(input, call.segment))
    const back = ancestorReached(graph, state, call)
    // An agent keeps its caller; that is no loop of the phone tree.
    if (back !== undefined && state.waiting.for === 'connect') {
      const { segment } = call
      yield addEdge(graph, { from: state.id, input, to: back.id, times: 1, isLoop: false, segment })
    } else if (back === undefined) {
      yield* arrive(crawling, { call, from: state, input, path: [...state.path, ...input], times: 1 })
    } else {
      yield* comeBack(crawling, { call, from: state, input, back }, verdicts)
    }
  }
  // What the caller did since may have changed what the first input leads to.
  if (first !== undefined) await memory?.test(first)
}

/** Whether a call went through the state to which its path led before. */
function isAlong(graph: Graph, state: MapState, { places }: TestCall): boolean {
  return graph.stateByKey.get(places[state.path.length]?.key ?? '') === state
}

/** The keys with which a dialled person accepts the call, when the app asks for that. */
function acceptances(input: Input, { screening }: Segment): readonly Input[] {
  const step = input.at(-1)
  if (step?.type !== 'dial' || step.result !== dialCallStatus.answered) return []
  if (step.keys !== undefined || screening === undefined) return []
  const said = readPrompts([{ text: screening, language: '' }])
    .offers.map(({ key }) => key)
    .filter((key) => key !== 'any' && key !== 'other')
  return (said.length === 0 ? ['1'] : said).map((keys) => [...input.slice(0, -1), { ...step, keys }])
}

/** A call that went from a state, by an input, to the place where it waits or ends. */
interface Move {
  readonly call: TestCall
  /** Null for the beginning of the call. */
  readonly from: MapState | null
  readonly input: Input
  readonly path: readonly Step[]
  /** How often the input was repeated. */
  readonly times: number
}

function* arrive(
  { graph, queue, inputsTo, arrivals }: Crawl,
  { call, from, input, path, times }: Move,
): Generator<MapEvent, void> {
  const { segment, hangup, isOver } = call
  const place = isOver ? undefined : call.places.at(-1)
  const known = place === undefined ? undefined : graph.stateByKey.get(place.key)
  let to: number | string
  if (place === undefined) to = endFor(graph, segment).id
  else if (known !== undefined) to = known.id
  else {
    const state = addState(graph, place, { path, parent: from?.id ?? null, segment })
    if (hangup !== undefined) graph.hangups.push({ at: state.id, segment: hangup })
    if (from !== null) {
      const inputs = times > 1 ? path.length - from.path.length : 1
      inputsTo.set(state.id, (inputsTo.get(from.id) ?? 0) + inputs)
    }
    arrivals.set(state.id, { path: path.slice(0, path.length - input.length), input, call })
    queue.push(state)
    to = state.id
    yield { type: 'state', state }
  }
  yield addEdge(graph, { from: from?.id ?? null, input, to, times, isLoop: false, segment })
}

function addEdge(graph: Graph, edge: MapEdge): MapEvent {
  graph.edges.push(edge)
  return { type: 'edge', edge }
}

/** The state on the path to a state that the input led back to. */
function ancestorReached(graph: Graph, state: MapState, call: TestCall): MapState | undefined {
  if (call.isOver) return undefined
  const known = graph.stateByKey.get(call.places.at(-1)?.key ?? '')
  return withAncestors(graph, state).find((before) => before === known)
}

/** A call whose input led back to a state that it had been in. */
interface Return extends Pick<Move, 'call' | 'input'> {
  readonly from: MapState
  readonly back: MapState
}

/**
 * The input leads back to an earlier state. Repeating it shows whether it always does: an app may count in its session
 * without showing it in its documents. `verdicts`: for what is heard on the way back, whether it is a loop.
 */
async function* comeBack(
  crawling: Crawl,
  { call, from, input, back }: Return,
  verdicts: Map<string, boolean>,
): AsyncGenerator<MapEvent, void> {
  const { graph, budget } = crawling
  const { segment } = call
  const sounds = JSON.stringify([back.id, segment.heard])
  const cycle = [...from.path.slice(back.path.length), ...input]
  if (!verdicts.has(sounds)) {
    const rounds = roundsToWalk(cycle.length)
    const walked = await budget.call(back.path, repeated(cycle, rounds))
    const exit = walked === undefined ? undefined : loopExit(walked, back.path.length, cycle.length, rounds)
    verdicts.set(sounds, walked !== undefined && exit === undefined)
    if (exit !== undefined) {
      const path = [...back.path, ...repeated(cycle, exit - 1)]
      const left = await budget.call(path, cycle)
      const move = { from: back, input: cycle, path: [...path, ...cycle], times: exit }
      if (left !== undefined) yield* arrive(crawling, { ...move, call: left })
    }
  }
  const isLoop = verdicts.get(sounds) === true
  yield addEdge(graph, { from: from.id, input, to: back.id, times: 1, isLoop, segment })
}

function repeated(steps: readonly Step[], times: number): readonly Step[] {
  return Array.from({ length: times }, () => steps).flat()
}
