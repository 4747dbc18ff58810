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
 * Lets the app converse over a WebSocket, in text: what the caller says and presses goes to the app, what the app
 * sends is spoken. `values` is filled in with what the action is told. Throws `Interrupted`.
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
    const reason = error instanceof Error ? error.message : String(error)
    logProblem(simulation, leg, twilioProblem('stream-handshake', `${url}: ${reason}`))
    return
  }
  try {
    await talk(context, relay, socket, sessionId, note)
  } finally {
    if (leg.endedAt !== undefined) note(sessionStatus.completed)
    socket.close()
  }
}

async function talk(
  { simulation, leg, scope }: VerbContext,
  relay: KnownElement<'ConversationRelay'>,
  socket: AppSocket,
  sessionId: string,
  note: (status: string, handoffData?: string) => void,
): Promise<void> {
  const language = attributeValue(relay, 'language')
  const voice = attributeValue(relay, 'voice') ?? ''
  const say = (text: string): void => {
    if (text.trim() !== '') emit(simulation, leg, { type: 'said', text: text.trim(), voice, language })
  }
  const hold = async (message: object): Promise<void> => {
    const release = simulation.clock.hold()
    socket.send(message)
    await socket.caughtUp()
    release()
  }
  let sentence = ''
  const isEnded = within<undefined>(scope, (resolve) => {
    socket.onMessage((message) => {
      if (message['type'] === 'text') {
        sentence += typeof message['token'] === 'string' ? message['token'] : ''
        if (message['last'] !== true) return
        say(sentence)
        sentence = ''
      } else if (message['type'] === 'play' && typeof message['source'] === 'string') {
        emit(simulation, leg, { type: 'played', url: message['source'] })
      } else if (message['type'] === 'sendDigits' && typeof message['digits'] === 'string') {
        emit(simulation, leg, { type: 'tones', digits: message['digits'] })
      } else if (message['type'] === 'end') {
        note(
          sessionStatus.ended,
          typeof message['handoffData'] === 'string' ? message['handoffData'] : undefined,
        )
        resolve(undefined)
      }
    })
    void socket.closed.then(() => resolve(undefined))
    const listener = {
      take: (input: { type: string; key?: string; text?: string }) => {
        const message =
          input.type === 'key'
            ? { type: 'dtmf', digit: input.key }
            : { type: 'prompt', voicePrompt: input.text, lang: language, last: true }
        void hold(message)
        return false
      },
    }
    leg.listeners.push(listener)
    return () => leg.listeners.splice(leg.listeners.indexOf(listener), 1)
  })
  // Whoever is interrupted meanwhile is told by the promise that is awaited in the end.
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
  if (greeting !== undefined) say(greeting)
  await isEnded
}
