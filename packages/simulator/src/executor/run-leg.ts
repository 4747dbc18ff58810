import { answer, closeLeg, endLeg } from '../legs/leg-life.ts'
import type { Leg } from '../legs/leg.ts'
import { Interrupted } from '../simulation/scope.ts'
import { logProblem } from '../webhooks/send-webhook.ts'
import type { Simulation } from '../simulation/simulation.ts'
import { runDocuments } from './run-documents.ts'
import type { DocumentSource } from './verb.ts'

/** Runs a leg's documents to the end of the leg, whatever takes control of it in between. Does not reject. */
export async function runLeg(simulation: Simulation, leg: Leg, first: DocumentSource): Promise<void> {
  const stopLimit = simulation.clock.schedule(simulation.maxCallSeconds * 1000, () =>
    endLeg(simulation, leg, 'twilio'),
  )
  const how = await runControl(simulation, leg, first)
  stopLimit()
  if (leg.endedAt === undefined) {
    // Without a refusal, a call whose documents are done is picked up, if only to be ended.
    if (leg.finalStatus === undefined && how !== 'failed') answer(simulation, leg)
    endLeg(simulation, leg, 'twilio')
  }
  await closeLeg(simulation, leg)
  simulation.client.forgetCall(leg.sid)
}

async function runControl(simulation: Simulation, leg: Leg, first: DocumentSource): Promise<string> {
  let source = first
  for (;;) {
    try {
      return await runDocuments({ simulation, leg, scope: leg.control, place: 'voice', runLeg }, source)
    } catch (error) {
      if (!(error instanceof Interrupted)) {
        logProblem(simulation, leg, faultOf(error))
        return 'failed'
      }
      const { ending } = error
      if (ending.type !== 'update' || leg.scope.ending() !== undefined) return ending.type
      leg.control = leg.scope.child()
      source = sourceOf(ending.apply)
    }
  }
}

function sourceOf({
  url,
  method,
  twiml,
}: {
  url: string | undefined
  method: 'GET' | 'POST'
  twiml?: string
}): DocumentSource {
  if (twiml !== undefined) return { type: 'inline', twiml }
  return { type: 'request', request: { kind: 'voice.redirect', url: url ?? '', method } }
}

/** A fault of ringback's own. It must not pass for one of the app's. */
function faultOf(error: unknown): { code: string; message: string } {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { code: 'ringback-fault', message: `Internal error in ringback. Please report it: ${text}` }
}
