import type { CallEvent, Phone } from '@ringback/simulator'
import { endLeg } from '@ringback/simulator/engine'
import type { Segment } from '../phone-map.ts'
import { lastPage } from './segment.ts'

/** The code of a call that goes from document to document and never waits for the caller. */
export const endlessDocuments = 'endless-documents'

/** Documents in a row that do not wait for the caller. */
const mostDocuments = 40
/** The same in a queue or a conference, where music may play for long. */
const mostWaitDocuments = 200
/** How much of what the caller hears in such a call is kept. */
const heardTexts = 3

/**
 * Ends calls that request document after document and never wait. The returned function says whether it ended the call.
 */
export function endRunaways(simulation: Phone['simulation']): () => boolean {
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

/** The segment of a call that was ended that way, with the problem. */
export function withRunaway(segment: Segment, ranAway: boolean): Segment {
  if (!ranAway) return segment
  const problem = {
    level: 'error',
    code: endlessDocuments,
    twilioCode: null,
    message: `the app answered ${mostDocuments} TwiML documents in a row that do not wait for the caller`,
    page: lastPage(segment) ?? null,
  } as const
  return {
    ...segment,
    heard: segment.heard.slice(0, heardTexts),
    problems: [...segment.problems, problem],
  }
}
