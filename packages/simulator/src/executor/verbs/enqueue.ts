import { twilioProblem } from '@ringback/twilio-client'
import { parameter, queueResult, type QueueResult } from '@ringback/catalog'
import { attributeValue, trimmedText, type KnownElement, type verb } from '@ringback/twiml'
import { endStatus, type Leg } from '../../legs/leg.ts'
import { waitFor } from '../../legs/leg-life.ts'
import { queueNamed } from '../../rooms/queue-named.ts'
import { leaveQueue, waitedSeconds, type Queue, type QueueEntry } from '../../rooms/queue.ts'
import { Interrupted, within, type Scope } from '../../simulation/scope.ts'
import { logProblem, sendWebhookOf } from '../../webhooks/send-webhook.ts'
import { emit, type Simulation } from '../../simulation/simulation.ts'
import { goToAction } from '../action-request.ts'
import { nextVerb, type Next, type RunVerb, type VerbContext } from '../verb.ts'
import { waitInQueue } from '../queue/wait-in-queue.ts'

type Enqueue = KnownElement<typeof verb.Enqueue>

/** Puts the call into a queue until an agent takes it, it leaves, or another document takes over. */
export const runEnqueue: RunVerb<typeof verb.Enqueue> = async (context, enqueue) => {
  const { simulation, leg } = context
  const name = attributeValue(enqueue, 'workflowSid') ?? trimmedText(enqueue)
  const queue = queueNamed(simulation, name, attributeValue(enqueue, 'maxQueueSize'))
  if (queue.entries.length >= queue.maxSize) {
    logProblem(
      simulation,
      leg,
      twilioProblem('queue-full', `Queue ${name} is full: it already holds ${queue.maxSize} calls.`),
    )
    return afterwards(context, enqueue, queueResult.queueFull, {})
  }
  const waiting = context.scope.child()
  const entry: QueueEntry = {
    leg,
    since: simulation.clock.now(),
    handover: undefined,
    take(handover) {
      entry.handover = handover
      leaveQueue(queue, entry, simulation.clock.now())
      waiting.end({ type: 'dequeued' })
    },
  }
  enter(simulation, leg, queue, entry)
  try {
    const left = await waitOrTalk({ context, enqueue, queue, entry }, waiting)
    return afterwards(context, enqueue, left, valuesOf(simulation, queue, entry))
  } catch (error) {
    if (error instanceof Interrupted) await requestActionOnly({ context, enqueue, queue, entry }, error)
    throw error
  } finally {
    leaveQueue(queue, entry, simulation.clock.now())
    leg.waiting = undefined
    entry.handover?.ready.resolve(false)
  }
}

function enter(simulation: Simulation, leg: Leg, queue: Queue, entry: QueueEntry): void {
  queue.entries.push(entry)
  emit(simulation, leg, { type: 'enqueued', queue: queue.name, queueSid: queue.sid })
  waitFor(simulation, leg, {}, { for: 'queue', queue: queue.name })
  const [agent] = queue.agents
  agent?.()
}

/** A call that waits in a queue, and the verb that put it there. */
interface Waiting {
  readonly context: VerbContext
  readonly enqueue: Enqueue
  readonly queue: Queue
  readonly entry: QueueEntry
}

async function waitOrTalk(
  { context, enqueue, queue, entry }: Waiting,
  scope: Scope,
): Promise<QueueResult | 'hangup-verb'> {
  try {
    const end = await waitInQueue({ ...context, scope }, enqueue, queue, entry)
    return end === 'leave' ? queueResult.leave : 'hangup-verb'
  } catch (error) {
    const wasTaken = error instanceof Interrupted && error.ending.type === 'dequeued'
    if (!wasTaken || entry.handover === undefined) throw error
  }
  const { announce, ready, over } = entry.handover
  if (announce !== undefined) await runAnnouncement(context, queue, entry, announce)
  ready.resolve(true)
  await within<undefined>(context.scope, (resolve) => {
    void over.promise.then(() => resolve(undefined))
    return () => {}
  })
  return queueResult.bridged
}

async function runAnnouncement(
  context: VerbContext,
  queue: Queue,
  entry: QueueEntry,
  { url, method }: { readonly url: string; readonly method: 'GET' | 'POST' },
): Promise<void> {
  const values = {
    [parameter.QueueSid]: queue.sid,
    [parameter.QueueTime]: String(queue.waits.at(-1) ?? 0),
    [parameter.DequeingCallSid]: entry.handover?.agent.sid,
  }
  const request = { kind: 'dial.queue-url', url, method, values } as const
  await context.runDocuments({ ...context, place: 'queue-url' }, { type: 'request', request })
}

function valuesOf(simulation: Simulation, queue: Queue, entry: QueueEntry): Record<string, string> {
  const seconds =
    entry.handover === undefined ? waitedSeconds(entry, simulation.clock.now()) : (queue.waits.at(-1) ?? 0)
  return { [parameter.QueueSid]: queue.sid, [parameter.QueueTime]: String(seconds) }
}

function afterwards(
  context: VerbContext,
  enqueue: Enqueue,
  result: QueueResult | 'hangup-verb',
  values: Readonly<Record<string, string | undefined>>,
): Next {
  const { simulation, leg } = context
  if (result === 'hangup-verb') return { to: 'hangup' }
  emit(simulation, leg, { type: 'dequeued', queue: trimmedText(enqueue), result })
  if (attributeValue(enqueue, 'action') === undefined) return nextVerb
  const action = {
    kind: 'enqueue.action',
    url: attributeValue(enqueue, 'action'),
    method: attributeValue(enqueue, 'method'),
  } as const
  return goToAction(context, action, { [parameter.QueueResult]: result, ...values })
}

/** Requests the action URL without running the answer: the caller hung up, or another document took over. */
async function requestActionOnly(
  { context, enqueue, queue, entry }: Waiting,
  { ending }: Interrupted,
): Promise<void> {
  const { simulation, leg } = context
  const isBridged = entry.handover !== undefined
  const away = isBridged ? queueResult.redirectedFromBridged : queueResult.redirected
  const gone = isBridged ? queueResult.bridged : queueResult.hangup
  const result = ending.type === 'update' ? away : gone
  const next = afterwards(context, enqueue, result, {
    ...valuesOf(simulation, queue, entry),
    ...(leg.endedAt !== undefined && { [parameter.CallStatus]: endStatus(leg) }),
  })
  if (next.to === 'document') await sendWebhookOf(simulation, leg, next.request)
}
