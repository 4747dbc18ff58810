import { parameter } from '@ringback/catalog'
import { attributeValue, type KnownElement, type verb } from '@ringback/twiml'
import { averageWait, waitedSeconds, type Queue, type QueueEntry } from '../../rooms/queue.ts'
import { logProblem } from '../../webhooks/send-webhook.ts'
import { emit } from '../../simulation/simulation.ts'
import { linkOf } from '../action-request.ts'
import { pass } from '../pass.ts'
import type { RunEnd, VerbContext } from '../verb.ts'

/** Minimum milliseconds of one round, so that an empty document is not requested again at once. */
const shortestRound = 1000

/** The URL of Twilio's own hold music, which is never fetched. */
const holdMusic = 'twilio:hold-music'

/**
 * Runs the wait document again and again. Resolves when a verb in it ends the wait. Throws `Interrupted` when an agent
 * takes the call, another document takes over, or the caller hangs up.
 */
export async function waitInQueue(
  context: VerbContext,
  enqueue: KnownElement<typeof verb.Enqueue>,
  queue: Queue,
  entry: QueueEntry,
): Promise<RunEnd> {
  const { simulation, leg, scope } = context
  const written = attributeValue(enqueue, 'waitUrl')
  if (written === undefined) emit(simulation, leg, { type: 'played', url: holdMusic })
  if (written === undefined || written === '') {
    await pass(simulation, scope, Infinity)
  }
  const url = linkOf(context, written ?? '')
  if (typeof url !== 'string') {
    logProblem(simulation, leg, url)
    return 'failed'
  }
  const method = attributeValue(enqueue, 'waitUrlMethod')
  for (;;) {
    const began = simulation.clock.now()
    const values = {
      [parameter.QueueSid]: queue.sid,
      [parameter.QueuePosition]: String(queue.entries.indexOf(entry) + 1),
      [parameter.QueueTime]: String(waitedSeconds(entry, began)),
      [parameter.AvgQueueTime]: String(averageWait(queue)),
      [parameter.CurrentQueueSize]: String(queue.entries.length),
      [parameter.MaxQueueSize]: String(queue.maxSize),
    }
    const request = { kind: 'enqueue.wait-url', url, method, values } as const
    const end = await context.runDocuments({ ...context, place: 'wait-url' }, { type: 'request', request })
    if (end !== 'finished') return end
    if (simulation.clock.now() === began) await pass(simulation, scope, shortestRound)
  }
}
