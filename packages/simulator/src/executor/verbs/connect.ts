import { parameter, type WebhookKind } from '@ringback/catalog'
import { attributeValue, noun, runnableChildren, type KnownElement, type verb } from '@ringback/twiml'
import { converse } from '../../stream/relay/conversation-relay.ts'
import { openMediaStream } from '../../stream/media-stream.ts'
import { endStatus } from '../../legs/leg.ts'
import { waitFor } from '../../legs/leg-life.ts'
import { Interrupted, within } from '../../simulation/scope.ts'
import { logProblem, sendWebhookOf } from '../../webhooks/send-webhook.ts'
import { goToAction } from '../action-request.ts'
import { nextVerb, type Next, type RunVerb, type VerbContext } from '../verb.ts'

type Connect = KnownElement<typeof verb.Connect>

/** Connects the call to a service of the app, such as a stream. Then the action URL or the next verb runs. */
export const runConnect: RunVerb<typeof verb.Connect> = async (context, connect) => {
  const { leg } = context
  const values: Record<string, string | undefined> = {}
  const kind = actionKind(connect)
  try {
    await runNoun(context, connect, values)
  } catch (error) {
    if (error instanceof Interrupted && error.ending.type === 'hangup')
      await requestActionOnly(context, connect, kind, values)
    throw error
  } finally {
    leg.waiting = undefined
  }
  return attributeValue(connect, 'action') === undefined
    ? nextVerb
    : afterwards(context, connect, kind, values)
}

function actionKind(connect: Connect): WebhookKind {
  const ids = new Set<string>(runnableChildren(connect).map(({ id }) => id))
  if (ids.has(noun.ConversationRelay)) return 'connect.conversationrelay-action'
  return ids.has(noun.VirtualAgent) ? 'connect.virtualagent-action' : 'connect.stream-action'
}

async function runNoun(
  context: VerbContext,
  connect: Connect,
  values: Record<string, string | undefined>,
): Promise<void> {
  const { simulation, leg } = context
  const [child] = runnableChildren(connect)
  if (child === undefined) return
  if (child.id === noun.Stream) {
    await streamUntilClosed(context, child)
  } else if (child.id === noun.ConversationRelay) {
    await converse(context, child, values)
  } else {
    const message = `<Connect><${child.id}> runs only at Twilio. The call continues after it.`
    logProblem(simulation, leg, { code: 'not-simulated', message })
  }
}

async function streamUntilClosed(context: VerbContext, element: KnownElement<'Stream'>): Promise<void> {
  const { simulation, leg, scope } = context
  const stream = await openMediaStream(context, element, true)
  if (stream === undefined) return
  try {
    waitFor(simulation, leg, {}, { for: 'connect', noun: element.id, url: attributeValue(element, 'url') })
    await within<undefined>(scope, (resolve) => {
      void stream.closed.then(() => resolve(undefined))
      return () => {}
    })
  } finally {
    await stream.stop()
  }
}

function afterwards(
  context: VerbContext,
  connect: Connect,
  kind: WebhookKind,
  values: Readonly<Record<string, string | undefined>>,
): Next {
  const url = attributeValue(connect, 'action')
  return goToAction(context, { kind, url, method: attributeValue(connect, 'method') }, values)
}

/** Requests the action URL also when the caller hangs up, without running the answer. */
async function requestActionOnly(
  context: VerbContext,
  connect: Connect,
  kind: WebhookKind,
  values: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const { simulation, leg } = context
  if (attributeValue(connect, 'action') === undefined) return
  const status = leg.endedAt === undefined ? leg.status : endStatus(leg)
  const next = afterwards(context, connect, kind, { ...values, [parameter.CallStatus]: status })
  if (next.to === 'document') await sendWebhookOf(simulation, leg, next.request)
}
