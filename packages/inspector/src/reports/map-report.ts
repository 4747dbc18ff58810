import { displayTree, type DisplayNode, type PhoneMap } from '@ringback/map'
import * as v from 'valibot'
import type { MapPlaceView, MapReportView, MarkView } from '../model/report-view.ts'
import { amount, text, texts, twilioCode } from './fields.ts'
import { parsed } from './parsed.ts'

/** More is no phone tree; drawing it would hold the page up. */
const mostStates = 2000
const mostEdges = 20_000

const step = v.variant('type', [
  v.object({ type: v.literal('keys'), keys: v.string() }),
  v.object({ type: v.literal('speech'), text: v.string() }),
  v.object({ type: v.literal('pause'), seconds: v.number() }),
  v.object({ type: v.literal('nothing') }),
  v.object({ type: v.literal('hangup') }),
  v.object({ type: v.literal('dial'), result: v.string(), keys: v.optional(v.string()) }),
  v.object({ type: v.literal('agent') }),
])

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

/** Reads what `ringback map --reporter json` writes. @throws {RingbackError} `bad-report`. */
export function readMapReport(document: unknown, name: string): MapReportView {
  const map = parsed(schema, document, name)
  // The schema demands what `displayTree` reads.
  const tree = displayTree(map as unknown as PhoneMap)
  const shown = new Set<object>()
  const root = tree === undefined ? null : placeView(tree, '0', shown)
  return {
    kind: 'map',
    voiceUrl: map.voiceUrl,
    states: map.states.length,
    calls: map.calls,
    requests: map.requests,
    notes: notesOf(map),
    marks: map.marks.filter((each) => !shown.has(each)).map(markView),
    tree: root,
    coverage: null,
  }
}

function placeView(node: DisplayNode, id: string, shown: Set<object>): MapPlaceView {
  for (const each of node.marks) shown.add(each)
  return {
    id,
    kind: node.kind,
    state: node.state,
    title: node.title,
    heard: node.text,
    keys: node.label,
    // They are those of the document that was read.
    marks: (node.marks as unknown as MapDocument['marks']).map(markView),
    coverage: null,
    children: node.children.map((child, at) => placeView(child, `${id}.${at}`, shown)),
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
