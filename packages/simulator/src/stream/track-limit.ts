import { attributeValue, type KnownElement } from '@ringback/twiml'
import type { Leg } from '../legs/leg.ts'
import type { Simulation } from '../simulation/simulation.ts'
import { logProblem } from '../webhooks/send-webhook.ts'

/** Tracks of a call that are copied at a time, by streams, SIPREC and transcriptions (docs/facts/realtime.md, section 2.4). */
const mostTracks = 4

const used = new WeakMap<Leg, number>()

/** What copies tracks of a call. */
export type Copying = KnownElement<'Stream'> | KnownElement<'Siprec'> | KnownElement<'Transcription'>

/** Takes the tracks that an element copies. Returns how to give them back; logs it and returns undefined when the call has too few. */
export function takeTracks(simulation: Simulation, leg: Leg, element: Copying): (() => void) | undefined {
  const before = used.get(leg) ?? 0
  const wanted = tracksOf(element)
  if (before + wanted > mostTracks) {
    const message =
      `<${element.id}> needs ${wanted === 1 ? '1 track' : `${wanted} tracks`}, and ${before} of the ${mostTracks} of a call are taken. ` +
      'It does not start; the call goes on.'
    logProblem(simulation, leg, { code: 'too-many-tracks', message }, 'warning')
    return undefined
  }
  used.set(leg, before + wanted)
  let isTaken = true
  return () => {
    if (isTaken) used.set(leg, (used.get(leg) ?? 0) - wanted)
    isTaken = false
  }
}

function tracksOf(element: Copying): number {
  const track: string | undefined = attributeValue(element, 'track')
  return track?.startsWith('both') === true ? 2 : 1
}
