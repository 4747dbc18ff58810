import { type Step, createWalk, type CallEvent, type PhoneCall, type Waiting } from '@ringback/simulator'
import { endLeg } from '@ringback/simulator/engine'
import type { MapOptions } from '../options.ts'
import type { Segment } from '../phone-map.ts'
import { lastPage, segmentOf } from './segment.ts'
import { documentUrl, stateKey } from './state-key.ts'

/** A place where a call wanted something. */
export interface Stop {
  readonly key: string
  readonly waiting: Waiting
  readonly url: string | null
}

/** One call, taken as far as its steps lead, and then hung up. */
export interface Probe {
  /** Before each step that was taken, and after the last; the last is missing when the call was over. */
  readonly stops: readonly Stop[]
  /** What the last input led to; the whole beginning of the call when there was none. */
  readonly segment: Segment
  /** What hanging up led to; undefined when the call was over. */
  readonly hangup: Segment | undefined
  readonly isOver: boolean
  readonly requests: number
}

/** Documents in a row that want nothing of the caller; a queue may play for longer. */
const mostDocuments = 40
const mostWaitDocuments = 200

/** Makes one call. `inputs` are its last steps: those that the segment is about. */
export async function probe(
  { phone: options, call: parties = {} }: MapOptions,
  path: readonly Step[],
  inputs: readonly Step[],
  seed: number,
): Promise<Probe> {
  const stops: Stop[] = []
  const steps = [...path, ...inputs]
  let first = 0
  let taken = 0
  const walk = createWalk({
    phone: { ...options, seed },
    steps,
    call: parties,
    beforeStep(call) {
      if (taken === path.length) first = call.events().length
      taken += 1
      const stop = stopOf(call)
      if (stop !== undefined) stops.push(stop)
    },
  })
  const ranAway = guard(walk.phone.simulation)
  const call = await walk.start()
  const last = stopOf(call)
  if (last !== undefined) stops.push(last)
  const isOver = call.isOver()
  const end = call.events().length
  await (isOver ? call.ends() : call.hangup())
  const events = call.events()
  await walk.phone.close()
  return {
    stops,
    isOver,
    segment: withRunaway(
      segmentOf(isOver ? events.slice(first) : events.slice(first, end), call.callSid),
      ranAway(),
    ),
    hangup: isOver ? undefined : segmentOf(events.slice(end), call.callSid),
    requests: events.filter(({ type }) => type === 'webhook-sent').length,
  }
}

/** The name of a call that goes from document to document and never wants anything. */
export const endlessDocuments = 'endless-documents'

function withRunaway(segment: Segment, ranAway: boolean): Segment {
  if (!ranAway) return segment
  const message = `${mostDocuments} documents in a row wanted nothing of the caller, and there was no end to them`
  const page = lastPage(segment) ?? null
  const problem = { level: 'error', code: endlessDocuments, twilioCode: null, message, page } as const
  return { ...segment, heard: segment.heard.slice(0, 3), problems: [...segment.problems, problem] }
}

function stopOf(call: PhoneCall): Stop | undefined {
  const waiting = call.waitingFor()
  if (waiting === undefined || call.isOver()) return undefined
  const events = call.events()
  return { key: stateKey(waiting, events, call.callSid), waiting, url: documentUrl(events, call.callSid) }
}

/** Ends a leg that asks for one document after the other and nothing else. Says whether that was so. */
function guard(simulation: ReturnType<typeof createWalk>['phone']['simulation']): () => boolean {
  const inARow = new Map<string, { documents: number; most: number }>()
  let ranAway = false
  simulation.log.listen((event: CallEvent) => {
    if (event.type === 'waiting') {
      const isQueue = event.waiting.for === 'queue' || event.waiting.for === 'conference'
      inARow.set(event.callSid, { documents: 0, most: isQueue ? mostWaitDocuments : mostDocuments })
    }
    if (event.type !== 'document') return
    const { documents, most } = inARow.get(event.callSid) ?? { documents: 0, most: mostDocuments }
    inARow.set(event.callSid, { documents: documents + 1, most })
    const leg = simulation.legs.get(event.callSid)
    if (documents < most || leg === undefined || leg.endedAt !== undefined) return
    ranAway ||= most === mostDocuments
    endLeg(simulation, leg, 'twilio')
  })
  return () => ranAway
}
