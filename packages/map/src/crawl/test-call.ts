import { type Step, createWalk, type CallEvent, type PhoneCall, type Waiting } from '@ringback/simulator'
import type { MapOptions } from '../map-options.ts'
import type { Segment } from '../phone-map.ts'
import { endRunaways, withRunaway } from './runaway.ts'
import { segmentOf } from './segment.ts'
import { documentUrl, stateKey } from './state-key.ts'

/** A place where a call waits for a person. */
export interface WaitingPlace {
  readonly key: string
  readonly waiting: Waiting
  /** The URL of the document that it is in. */
  readonly url: string | null
}

/** One call, taken as far as its steps lead, and then hung up. */
export interface TestCall {
  /** Before each step that was taken, and after the last; the last is missing when the call was over. */
  readonly places: readonly WaitingPlace[]
  /** What the last inputs led to; the whole beginning of the call when there were none. */
  readonly segment: Segment
  /** What hanging up led to; undefined when the call was over. */
  readonly hangup: Segment | undefined
  readonly isOver: boolean
  readonly requests: number
}

/** Makes one call. `inputs` are its last steps: those that the segment is about. */
export async function makeTestCall(
  { call: parties = {}, ...phone }: MapOptions,
  path: readonly Step[],
  inputs: readonly Step[],
): Promise<TestCall> {
  const places: WaitingPlace[] = []
  let first = 0
  let taken = 0
  const walk = createWalk({
    phone,
    steps: [...path, ...inputs],
    call: parties,
    beforeStep(call) {
      if (taken === path.length) first = call.events().length
      taken += 1
      places.push(...placeOf(call))
    },
  })
  const ranAway = endRunaways(walk.phone.simulation)
  const call = await walk.start()
  places.push(...placeOf(call))
  const isOver = call.isOver()
  const end = call.events().length
  await (isOver ? call.ends() : call.hangup())
  const events = call.events()
  await walk.phone.close()
  return {
    places,
    isOver,
    segment: withRunaway(segmentOf(events.slice(first, isOver ? undefined : end), call.callSid), ranAway()),
    hangup: isOver ? undefined : segmentOf(events.slice(end), call.callSid),
    requests: events.filter(({ type }: CallEvent) => type === 'webhook-sent').length,
  }
}

/** Where a call waits now; undefined when it does not wait for a person. */
function placeOf(call: PhoneCall): readonly WaitingPlace[] {
  const waiting = call.waitingFor()
  if (waiting === undefined || call.isOver()) return []
  const events = call.events()
  return [{ key: stateKey(waiting, events, call.callSid), waiting, url: documentUrl(events, call.callSid) }]
}
