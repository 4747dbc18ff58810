import {
  displayTree,
  isStep,
  labelOf,
  mapCoverage,
  type DisplayNode,
  type MapCoverage,
  type MapEdge,
  type MapState,
  type PhoneMap,
  type RecordedCall,
} from '@ringback/map'
import * as v from 'valibot'
import type {
  MapCoverageView,
  MapPlaceView,
  MapReportView,
  MarkView,
  PlaceCoverageView,
} from '../model/report-view.ts'
import { amount, text, texts, twilioCode } from './fields.ts'
import { parsed } from './parsed.ts'

/** More is no phone tree; drawing it would hold the page up. */
const mostStates = 2000
const mostEdges = 20_000

const step = v.custom<MapState['path'][number]>(isStep, 'Invalid step')

const waiting = v.variant('for', [
  v.object({ for: v.literal('gather') }),
  v.object({ for: v.literal('record') }),
  v.object({ for: v.literal('dial'), targets: v.array(v.string()) }),
  v.object({ for: v.literal('conversation'), with: v.array(v.string()) }),
  v.object({ for: v.literal('queue'), queue: v.string() }),
  v.object({ for: v.literal('conference'), conference: v.string() }),
  v.object({ for: v.literal('connect'), noun: v.string() }),
  v.object({ for: v.literal('pay') }),
])

const problem = v.object({ code: v.string(), twilioCode, message: v.string() })

const mark = v.object({
  id: v.string(),
  kind: v.string(),
  severity: v.picklist(['error', 'warning']),
  message: v.string(),
  path: v.array(step),
  state: v.nullable(v.number()),
  twilioCode,
  command: text,
  accepted: text,
})

const schema = v.object({
  voiceUrl: v.string(),
  states: v.pipe(
    v.array(
      v.object({
        id: v.number(),
        waiting,
        url: v.nullable(v.string()),
        parent: v.nullable(v.number()),
        heard: v.array(v.string()),
      }),
    ),
    v.maxLength(mostStates),
  ),
  ends: v.pipe(
    v.array(v.object({ id: v.string(), heard: v.array(v.string()), problems: v.array(problem) })),
    v.maxLength(mostEdges),
  ),
  edges: v.pipe(
    v.array(
      v.object({
        from: v.nullable(v.number()),
        input: v.array(step),
        to: v.nullable(v.union([v.number(), v.string()])),
        times: v.number(),
        isLoop: v.boolean(),
        segment: v.object({ heard: v.array(v.string()) }),
      }),
    ),
    v.maxLength(mostEdges),
  ),
  marks: v.array(mark),
  unreadPrompts: v.optional(v.array(v.object({ state: v.number(), sentence: v.string() })), []),
  callerMemory: v.optional(v.nullable(v.object({ keys: v.string() })), null),
  calls: amount,
  requests: amount,
  limits: texts,
})

type MapDocument = v.InferOutput<typeof schema>

/** Recorded calls to compare a map with. */
export interface CallsToCompare {
  readonly calls: readonly RecordedCall[]
  /** How many older calls are not among them. */
  readonly left: number
}

/**
 * Reads what `ringback map --reporter json` writes. `recorded`: calls whose ways through the map are shown.
 * @throws {RingbackError} `bad-report`.
 */
export function readMapReport(document: unknown, name: string, recorded?: CallsToCompare): MapReportView {
  const read = parsed(schema, document, name)
  // The schema demands what is read of a map: the tree, and what recorded calls are compared with.
  const map = read as unknown as PhoneMap
  const tree = displayTree(map)
  // Without a call, everything would be marked as not covered.
  const compared = recorded?.calls.length === 0 ? undefined : recorded
  const coverage = compared === undefined ? undefined : mapCoverage(map, compared.calls)
  const drawing: Drawing = { map, coverage, shown: new Set() }
  const root = tree === undefined ? null : placeView(tree, '0', drawing)
  return {
    kind: 'map',
    voiceUrl: read.voiceUrl,
    states: read.states.length,
    calls: read.calls,
    requests: read.requests,
    notes: notesOf(read),
    marks: read.marks.filter((each) => !drawing.shown.has(each)).map(markView),
    tree: root,
    coverage: compared === undefined || coverage === undefined ? null : coverageView(map, coverage, compared),
  }
}

interface Drawing {
  readonly map: PhoneMap
  readonly coverage: MapCoverage | undefined
  /** The marks that stand at a place. */
  readonly shown: Set<object>
}

function placeView(node: DisplayNode, id: string, drawing: Drawing): MapPlaceView {
  for (const each of node.marks) drawing.shown.add(each)
  return {
    id,
    kind: node.kind,
    state: node.state,
    title: node.title,
    heard: node.text,
    keys: node.label,
    // They are those of the document that was read.
    marks: (node.marks as unknown as MapDocument['marks']).map(markView),
    coverage: placeCoverage(node, drawing),
    children: node.children.map((child, at) => placeView(child, `${id}.${at}`, drawing)),
  }
}

function placeCoverage(
  { kind, state, edges }: DisplayNode,
  { map, coverage }: Drawing,
): PlaceCoverageView | null {
  if (coverage === undefined) return null
  const over = (edge: MapEdge): ReadonlySet<number> => coverage.edges.get(edge) ?? new Set()
  const here = kind === 'state' && state !== null ? coverage.states.get(state) : undefined
  const calls = new Set([...(here ?? []), ...edges.flatMap((edge) => [...over(edge)])])
  const inputs = edges
    .filter(({ from }) => from !== null)
    .map((edge) => {
      const origin = map.states.find(({ id }) => id === edge.from)
      return { keys: labelOf([edge], origin), calls: over(edge).size }
    })
  return { calls: calls.size, inputs }
}

function coverageView(
  { states, edges }: PhoneMap,
  coverage: MapCoverage,
  { calls, left }: CallsToCompare,
): MapCoverageView {
  const inputs = edges.filter(({ from }) => from !== null)
  return {
    calls: calls.length,
    left,
    states: { hit: states.filter(({ id }) => coverage.states.has(id)).length, total: states.length },
    inputs: { hit: inputs.filter((edge) => coverage.edges.has(edge)).length, total: inputs.length },
    strayed: coverage.strayed.size,
  }
}

function markView({
  kind,
  severity,
  message,
  twilioCode: code,
  command,
  accepted,
}: MapDocument['marks'][number]): MarkView {
  return { code: kind, severity, message, twilioCode: code, command, accepted }
}

function notesOf({ limits, unreadPrompts, callerMemory }: MapDocument): readonly string[] {
  return [
    ...limits.map((limit) => `There may be more: ${limit}.`),
    ...unreadPrompts.map(
      ({ state, sentence }) =>
        `Prompt not understood at state ${state}, so keys that it may offer were not checked: "${sentence}"`,
    ),
    ...(callerMemory === null ? [] : ['The app remembers callers: the same keys led to different answers.']),
  ]
}
