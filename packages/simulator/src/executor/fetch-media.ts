import type { Problem } from '@ringback/recording'
import { rootOf } from '../webhooks/send-webhook.ts'
import type { VerbContext } from './verb.ts'

/**
 * Asks for the sound that a Play names. Media on other machines are not asked for and taken to be good: what
 * can be judged is what the app serves itself. Null when it can be played.
 */
export async function fetchMedia({ simulation, leg }: VerbContext, url: string): Promise<Problem | null> {
  if (simulation.remoteMedia.has(url)) return null
  const { problem } = await simulation.webhookQueue.run(() =>
    simulation.client.send({ kind: null, method: 'GET', url, parameters: [], callSid: rootOf(leg).sid }),
  )
  if (problem?.code !== 'remote-target') return problem
  simulation.remoteMedia.add(url)
  return null
}
