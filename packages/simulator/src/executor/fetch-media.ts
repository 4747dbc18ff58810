import { twilioContent } from '@ringback/catalog'
import type { Problem } from '@ringback/recording'
import { rootOf } from '../webhooks/send-webhook.ts'
import type { VerbContext } from './verb.ts'

/**
 * Requests the sound of a Play. Returns null when it can be played. Sounds of Twilio and on other machines are not requested
 * and count as playable: only what the app serves itself can be judged.
 */
export async function fetchMedia({ simulation, leg }: VerbContext, url: string): Promise<Problem | null> {
  if (simulation.remoteMedia.has(url) || twilioContent(url) !== undefined) return null
  const { problem } = await simulation.webhookQueue.run(() =>
    simulation.client.send({ kind: null, method: 'GET', url, parameters: [], callSid: rootOf(leg).sid }),
  )
  if (problem?.code !== 'remote-target') return problem
  simulation.remoteMedia.add(url)
  return null
}
