import type { MapEdge, MapState, PhoneMap } from '../phone-map.ts'
import { pagePath } from '../page-path.ts'
import type { RecordedCall, RecordedInput, RecordedStep, WaitingVerb } from './recorded-call.ts'

/** How recorded calls went through a map. Calls are named by their places in the list that was given. */
export interface MapCoverage {
  /** The calls that came to a state, by its number. */
  readonly states: ReadonlyMap<number, ReadonlySet<number>>
  /** The calls that took an edge. */
  readonly edges: ReadonlyMap<MapEdge, ReadonlySet<number>>
  /** The calls that came to something that the map does not have. */
  readonly strayed: ReadonlySet<number>
}

type Drawn = Pick<PhoneMap, 'states' | 'ends' | 'edges'>

/** What a map has been compared with, by number, to be looked up. */
interface Lookup {
  readonly states: ReadonlyMap<number, MapState>
  readonly from: ReadonlyMap<number | null, readonly MapEdge[]>
}

/** Where a call is: at a state, at its beginning (null), or outside the map (undefined). */
type Place = number | null | undefined

/** What states wait for where a verb does. */
const waitingOf: Readonly<Record<WaitingVerb, readonly MapState['waiting']['for'][]>> = {
  Gather: ['gather'],
  Record: ['record'],
  Dial: ['dial', 'conversation', 'conference', 'queue'],
  Enqueue: ['queue'],
  Connect: ['connect', 'conversation'],
  Pay: ['pay'],
}

/**
 * Follows recorded calls through a map: by the keys, and by what their TwiML said against what the map's callers heard. Digits are
 * left out of the comparison, because redaction and new callers change them. Where a text is another one, a key of the map that
 * leads to the same page counts as taken.
 */
export function mapCoverage(map: Drawn, calls: readonly RecordedCall[]): MapCoverage {
  const lookup: Lookup = {
    states: new Map(map.states.map((state) => [state.id, state])),
    from: Map.groupBy(map.edges, ({ from }) => from),
  }
  const states = new Map<number, Set<number>>()
  const edges = new Map<MapEdge, Set<number>>()
  const strayed = new Set<number>()
  for (const [call, { steps }] of calls.entries()) {
    let at: Place = null
    for (const step of steps) {
      const taken: readonly MapEdge[] = edgesTaken(at, step, lookup)
      for (const edge of taken) {
        add(edges, edge, call)
        if (typeof edge.to === 'number') add(states, edge.to, call)
      }
      const to = taken.at(-1)?.to
      at = to === undefined ? stateLike(step, map.states) : typeof to === 'number' ? to : undefined
      if (to !== undefined) continue
      if (at === undefined) strayed.add(call)
      else add(states, at, call)
    }
  }
  return { states, edges, strayed }
}

function add<Key>(sets: Map<Key, Set<number>>, key: Key, call: number): void {
  const set = sets.get(key) ?? new Set()
  set.add(call)
  sets.set(key, set)
}

/** The edges that a step took; none when the map has none that fits. After somebody answers, the call goes on from there. */
function edgesTaken(at: Place, step: RecordedStep, lookup: Lookup): readonly MapEdge[] {
  if (at === undefined) return []
  const { input } = step
  const isAnswered = input.type === 'agent' || (input.type === 'dial' && input.result === 'answered')
  if (isAnswered) {
    const answered = lookup.from.get(at)?.find((edge) => hasInput(edge, input))
    if (typeof answered?.to !== 'number') return []
    const after = edgeTaken(answered.to, { ...step, input: { type: 'nothing' } }, lookup)
    return after === undefined ? [answered] : [answered, after]
  }
  const edge = edgeTaken(at, step, lookup)
  return edge === undefined ? [] : [edge]
}

function edgeTaken(at: number | null, step: RecordedStep, lookup: Lookup): MapEdge | undefined {
  const edges = lookup.from.get(at)?.filter((edge) => hasInput(edge, step.input)) ?? []
  const fitting = edges.filter((edge) => endsAlike(edge, step, lookup))
  const exact = (edge: MapEdge): boolean => step.input.type !== 'keys' || isKey(edge, step.input.keys)
  const byText = fitting.filter((edge) => saysTheSame(edge, step, lookup))
  return (
    byText.find(exact) ?? byText[0] ?? fitting.find((edge) => exact(edge) && isOnPage(edge, step, lookup))
  )
}

/** Whether an edge is for an input; any keys of more than one press are alike. */
function hasInput({ input }: MapEdge, done: RecordedInput): boolean {
  const [step] = input
  switch (done.type) {
    case 'begin':
      return step === undefined
    case 'keys':
      return (
        step?.type === 'keys' && (step.keys === done.keys || (step.keys.length > 1 && done.keys.length > 1))
      )
    case 'speech':
    case 'message':
      return step?.type === 'speech'
    case 'dial':
      return step?.type === 'dial' && step.result === done.result
    default:
      return step?.type === done.type
  }
}

function isKey({ input: [step] }: MapEdge, keys: string): boolean {
  return step?.type === 'keys' && step.keys === keys
}

/** Whether an edge leads to a place that waits for the same, or ends the call where it ended. */
function endsAlike({ to }: MapEdge, { waitsFor }: RecordedStep, { states }: Lookup): boolean {
  if (typeof to !== 'number') return to !== null && waitsFor === null
  const waiting = states.get(to)?.waiting.for
  return waitsFor !== null && waiting !== undefined && waitingOf[waitsFor].includes(waiting)
}

function saysTheSame(
  { to, segment }: MapEdge,
  { heard, waitsFor }: RecordedStep,
  { states }: Lookup,
): boolean {
  const said = withoutDigits(heard)
  const state = typeof to === 'number' ? states.get(to) : undefined
  const texts = [segment.heard, ...(state === undefined ? [] : [state.heard])].map(withoutDigits)
  // What plays while a call waits in a queue is in the map's text, too.
  return texts.some((text) => text === said || (waitsFor === 'Enqueue' && text.startsWith(said)))
}

function isOnPage({ to }: MapEdge, { page }: RecordedStep, { states }: Lookup): boolean {
  if (typeof to !== 'number') return true
  const url = states.get(to)?.url ?? null
  return url !== null && pagePath(url) === page
}

/** The state with the same text, for a call that came there on a way that the map does not have. */
function stateLike(step: RecordedStep, states: readonly MapState[]): number | undefined {
  const { waitsFor, heard } = step
  if (waitsFor === null || heard.length === 0) return undefined
  const said = withoutDigits(heard)
  return states.find(
    (state) => waitingOf[waitsFor].includes(state.waiting.for) && withoutDigits(state.heard) === said,
  )?.id
}

function withoutDigits(texts: readonly string[]): string {
  return texts.join(' ').replaceAll(/\s+/g, ' ').replaceAll(/\d+/g, '#').trim().toLowerCase()
}
