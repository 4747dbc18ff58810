import { messageOf } from '@ringback/common'
import type { InputListener } from '../legs/leg.ts'
import { twilioProblem } from '@ringback/twilio-client'
import { parameter, sessionStatus, sidPrefix } from '@ringback/catalog'
import { attributeValue, type KnownElement } from '@ringback/twiml'
import type { VerbContext } from '../executor/verb.ts'
import { within } from '../simulation/scope.ts'
import { logProblem } from '../webhooks/send-webhook.ts'
import type { ParameterValues } from '../webhooks/webhook-parameters.ts'
import { emit } from '../simulation/simulation.ts'
import { customParameters } from './media-stream.ts'
import { openSocket, type AppSocket } from './open-socket.ts'

/**
 * Connects the caller with the app over a WebSocket, in text: what the caller says and presses goes to the app, and
 * what the app sends is spoken. The parameters for the action URL are added to `values`. Throws `Interrupted`.
 */
export async function converse(
  context: VerbContext,
  relay: KnownElement<'ConversationRelay'>,
  values: Record<string, string | undefined>,
): Promise<void> {
  const { simulation, leg } = context
  const began = simulation.clock.now()
  const sessionId = simulation.ids.sid(sidPrefix.conversationRelaySession)
  const note = (status: string, handoffData?: string): void => {
    Object.assign(values, {
      [parameter.SessionId]: sessionId,
      [parameter.SessionStatus]: status,
      [parameter.SessionDuration]: String(Math.ceil((simulation.clock.now() - began) / 1000)),
      [parameter.HandoffData]: handoffData,
    } satisfies ParameterValues)
  }
  note(sessionStatus.failed)
  const url = (attributeValue(relay, 'url') ?? '').trim()
  let socket: AppSocket
  try {
    socket = await openSocket(simulation, url)
  } catch (error) {
    logProblem(simulation, leg, twilioProblem('stream-handshake', `${url}: ${messageOf(error)}`))
    return
  }
  try {
    await talk(context, { relay, socket, sessionId, note })
  } finally {
    if (leg.endedAt !== undefined) note(sessionStatus.completed)
    socket.close()
  }
}

/** A conversation with an open connection. */
interface Conversation {
  readonly relay: KnownElement<'ConversationRelay'>
  readonly socket: AppSocket
  readonly sessionId: string
  /** Sets the parameters for the action URL. */
  readonly note: (status: string, handoffData?: string) => void
}

async function talk(context: VerbContext, conversation: Conversation): Promise<void> {
  const { simulation, leg, scope } = context
  const { relay, socket, sessionId } = conversation
  const hold = async (message: object): Promise<void> => {
    const release = simulation.clock.hold()
    socket.send(message)
    await socket.caughtUp()
    release()
  }
  const isEnded = within<undefined>(scope, (resolve) => {
    const end = (): void => resolve(undefined)
    socket.onMessage(messageTaker(context, conversation, end))
    void socket.closed.then(end)
    const listener = inputListener(attributeValue(relay, 'language'), (message) => void hold(message))
    leg.listeners.push(listener)
    return () => leg.listeners.splice(leg.listeners.indexOf(listener), 1)
  })
  // An interruption in the meantime is reported by the promise that is awaited at the end.
  isEnded.catch(() => {})
  await hold({
    type: 'setup',
    sessionId,
    callSid: leg.sid,
    parentCallSid: leg.parent?.sid ?? '',
    from: leg.from,
    to: leg.to,
    direction: leg.direction,
    accountSid: simulation.accountSid,
    customParameters: customParameters(relay),
  })
  const greeting = attributeValue(relay, 'welcomeGreeting')
  if (greeting !== undefined) say(context, relay, greeting)
  await isEnded
}

function say({ simulation, leg }: VerbContext, relay: Conversation['relay'], text: string): void {
  if (text.trim() === '') return
  const [voice, language] = [attributeValue(relay, 'voice') ?? '', attributeValue(relay, 'language')]
  emit(simulation, leg, { type: 'said', text: text.trim(), voice, language })
}

/** Handles the messages of the app; a sentence may arrive in parts. */
function messageTaker(
  context: VerbContext,
  { relay, note }: Conversation,
  end: () => void,
): (message: Readonly<Record<string, unknown>>) => void {
  const { simulation, leg } = context
  let sentence = ''
  return (message) => {
    if (message['type'] === 'text') {
      sentence += typeof message['token'] === 'string' ? message['token'] : ''
      if (message['last'] !== true) return
      say(context, relay, sentence)
      sentence = ''
    } else if (message['type'] === 'play' && typeof message['source'] === 'string') {
      emit(simulation, leg, { type: 'played', url: message['source'] })
    } else if (message['type'] === 'sendDigits' && typeof message['digits'] === 'string') {
      emit(simulation, leg, { type: 'tones', digits: message['digits'] })
    } else if (message['type'] === 'end') {
      const handoffData = typeof message['handoffData'] === 'string' ? message['handoffData'] : undefined
      note(sessionStatus.ended, handoffData)
      end()
    }
  }
}

function inputListener(language: string, send: (message: object) => void): InputListener {
  return {
    take(input) {
      send(
        input.type === 'key'
          ? { type: 'dtmf', digit: input.key }
          : { type: 'prompt', voicePrompt: input.text, lang: language, last: true },
      )
      return false
    },
  }
}
