import { answer, closeLeg, endLeg } from '../legs/leg-life.ts'
import type { Leg } from '../legs/leg.ts'
import { Interrupted } from '../simulation/scope.ts'
import { logProblem } from '../webhooks/send-webhook.ts'
import type { Simulation } from '../simulation/simulation.ts'
import { runDocuments } from './run-documents.ts'
import type { DocumentSource } from './verb.ts'

/** Runs the documents of a leg until the leg ends, also when other documents take over. Does not reject. */
export async function runLeg(simulation: Simulation, leg: Leg, first: DocumentSource): Promise<void> {
  const stopLimit = simulation.clock.schedule(simulation.maxCallSeconds * 1000, () =>
    endLeg(simulation, leg, 'twilio'),
  )
  const how = await runControl(simulation, leg, first)
  stopLimit()
  if (leg.endedAt === undefined) {
    // A call whose documents are done and that was not rejected is answered, even if it then ends at once.
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

/** An internal error in ringback. It must not look like an error of the app. */
function faultOf(error: unknown): { code: string; message: string } {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { code: 'ringback-fault', message: `Internal error in ringback. Please report it: ${text}` }
}
