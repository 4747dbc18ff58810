import { answer, closeLeg, endLeg } from '../world/leg-life.ts'
import type { Leg } from '../world/leg.ts'
import { Interrupted } from '../world/scope.ts'
import { logProblem } from '../world/send.ts'
import type { World } from '../world/world.ts'
import { runDocuments } from './run-documents.ts'
import type { DocumentSource } from './verb.ts'

/** Runs a leg's documents to the end of the leg, whatever takes control of it in between. Does not reject. */
export async function runLeg(world: World, leg: Leg, first: DocumentSource): Promise<void> {
  const stopLimit = world.clock.schedule(world.maxCallSeconds * 1000, () => endLeg(world, leg, 'twilio'))
  const how = await runControl(world, leg, first)
  stopLimit()
  if (leg.endedAt === undefined) {
    // Without a refusal, a call whose documents are done is picked up, if only to be ended.
    if (leg.finalStatus === undefined && how !== 'failed') answer(world, leg)
    endLeg(world, leg, 'twilio')
  }
  await closeLeg(world, leg)
  world.client.forgetCall(leg.sid)
}

async function runControl(world: World, leg: Leg, first: DocumentSource): Promise<string> {
  let source = first
  for (;;) {
    try {
      return await runDocuments({ world, leg, scope: leg.control, place: 'voice', runLeg }, source)
    } catch (error) {
      if (!(error instanceof Interrupted)) {
        logProblem(world, leg, faultOf(error))
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
  return { code: 'ringback-fault', message: `ringback itself failed, please report this: ${text}` }
}
