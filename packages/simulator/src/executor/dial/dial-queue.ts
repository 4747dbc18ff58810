import { dialCallStatus, parameter } from '@ringback/catalog'
import { attributeValue, trimmedText, type KnownElement, type verb } from '@ringback/twiml'
import { waitFor } from '../../legs/leg-life.ts'
import type { Handover, Queue, QueueEntry } from '../../rooms/queue.ts'
import { within } from '../../simulation/scope.ts'
import { logProblem } from '../../webhooks/send-webhook.ts'
import { linkOf } from '../action-request.ts'
import type { VerbContext } from '../verb.ts'
import { bridge } from './bridge.ts'
import type { DialResult } from './dial-result.ts'

/** Takes the first call in a queue, and waits for one up to the Dial's timeout. */
export async function dialQueue(
  context: VerbContext,
  dial: KnownElement<typeof verb.Dial>,
  noun: KnownElement<'Queue'>,
  result: DialResult,
): Promise<void> {
  const { simulation, leg, scope } = context
  const name = trimmedText(noun)
  const queue = simulation.queues.get(name)
  if (queue === undefined) {
    logProblem(simulation, leg, {
      code: 'queue-missing',
      message: `Queue ${name} does not exist: no call was ever put into it.`,
    })
    return
  }
  result.values = { [parameter.QueueSid]: queue.sid }
  waitFor(simulation, leg, {}, { for: 'dial', targets: [name], sequential: false })
  const deadline = simulation.clock.now() + attributeValue(dial, 'timeout') * 1000
  for (;;) {
    const entry = await firstEntry(context, queue, deadline - simulation.clock.now())
    if (entry === undefined) {
      result.status = dialCallStatus.noAnswer
      return
    }
    const handover = handoverOf(context, noun)
    entry.take(handover)
    const isThere = await within<boolean>(scope, (resolve) => {
      void handover.ready.promise.then(resolve)
      const detach = scope.onEnd(() => handover.over.resolve())
      return detach
    })
    if (!isThere) continue
    try {
      await talk(context, dial, entry, result)
    } finally {
      handover.over.resolve()
    }
    return
  }
}

async function talk(
  context: VerbContext,
  dial: KnownElement<typeof verb.Dial>,
  { leg: caller }: QueueEntry,
  result: DialResult,
): Promise<void> {
  const { clock } = context.simulation
  const began = clock.now()
  try {
    await bridge(context, caller, {
      timeLimitSeconds: attributeValue(dial, 'timeLimit'),
      hangupOnStar: attributeValue(dial, 'hangupOnStar'),
      keepsOther: true,
    })
  } finally {
    result.status = dialCallStatus.completed
    result.values = {
      ...result.values,
      [parameter.DialCallSid]: caller.sid,
      [parameter.DialCallDuration]: String(Math.ceil((clock.now() - began) / 1000)),
      [parameter.DialBridged]: String(true),
    }
  }
}

/** The call that has waited longest; undefined when no call arrived in time. */
async function firstEntry(
  { simulation, scope }: VerbContext,
  queue: Queue,
  milliseconds: number,
): Promise<QueueEntry | undefined> {
  if (queue.entries[0] !== undefined) return queue.entries[0]
  await within<undefined>(scope, (resolve) => {
    const wake = (): void => resolve(undefined)
    queue.agents.add(wake)
    const stop = simulation.clock.schedule(milliseconds, wake)
    return () => {
      stop()
      queue.agents.delete(wake)
    }
  })
  return queue.entries[0]
}

function handoverOf(context: VerbContext, noun: KnownElement<'Queue'>): Handover {
  const written = attributeValue(noun, 'url')
  const url = written === undefined || written === '' ? undefined : linkOf(context, written)
  return {
    agent: context.leg,
    announce: typeof url === 'string' ? { url, method: attributeValue(noun, 'method') } : undefined,
    ready: Promise.withResolvers(),
    over: Promise.withResolvers(),
  }
}
