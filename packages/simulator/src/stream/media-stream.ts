import { twilioProblem } from '@ringback/twilio-client'
import { parameter, sidPrefix, streamEvent, type StreamEvent, type WebhookKind } from '@ringback/catalog'
import { attributeValue, childElements, noun, type KnownElement } from '@ringback/twiml'
import { linkOf } from '../executor/action-request.ts'
import { speechDuration } from '../executor/durations.ts'
import type { VerbContext } from '../executor/verb.ts'
import type { InputListener } from '../legs/leg.ts'
import { logProblem, notify } from '../webhooks/send-webhook.ts'
import { emit } from '../simulation/simulation.ts'
import { openSocket, type AppSocket } from './open-socket.ts'
import { createPlayback } from './playback.ts'

/** A stream that runs. */
export interface MediaStream {
  /** Resolves when the app has closed it. */
  readonly closed: Promise<void>
  /** Ends it from Twilio's side. */
  readonly stop: () => Promise<void>
}

/** Milliseconds of audio in one message. */
const frameMs = 20
const silence = Buffer.alloc(frameMs * 8, 0xff).toString('base64')
/** A tone, so that an app can tell speech from silence: mu-law of a square wave of 400 Hz. */
const sound = Buffer.from(
  Array.from({ length: frameMs * 8 }, (_, at) => (at % 20 < 10 ? 0x90 : 0x10)),
).toString('base64')

/**
 * Opens a Media Stream and sends what the caller says, 20 ms a message. `isTwoWay`: what the app sends is played
 * to the caller. Undefined, and logged, when the app cannot be reached.
 */
export async function openMediaStream(
  context: VerbContext,
  stream: KnownElement<'Stream'>,
  isTwoWay: boolean,
): Promise<MediaStream | undefined> {
  const { simulation, leg } = context
  const { clock } = simulation
  const streamSid = simulation.ids.sid(sidPrefix.mediaStream)
  const url = (attributeValue(stream, 'url') ?? '').trim()
  const tell = (event: StreamEvent, detail?: string): void =>
    reportStream(context, stream, streamSid, event, detail)
  let socket: AppSocket
  try {
    socket = await openSocket(simulation, url)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    logProblem(simulation, leg, twilioProblem('stream-handshake', `${url}: ${reason}`))
    tell(streamEvent.streamError, reason)
    return undefined
  }
  const began = clock.now()
  let sequence = 0
  let chunk = 0
  let isOver = false
  let soundsUntil = 0
  const playback = createPlayback(clock)
  const send = (event: string, body: object): void => {
    sequence += 1
    socket.send({ event, sequenceNumber: String(sequence), ...body, streamSid })
  }
  const hold = async (work: () => void): Promise<void> => {
    const release = clock.hold()
    work()
    await socket.caughtUp()
    release()
  }
  socket.onMessage((message) => {
    if (!isTwoWay || isOver) return
    if (message['event'] === 'media') {
      const bytes = Buffer.from(textAt(message, 'media', 'payload'), 'base64').length
      const milliseconds = playback.media(bytes)
      emit(simulation, leg, { type: 'media', streamSid, bytes, milliseconds })
    } else if (message['event'] === 'mark') {
      const name = textAt(message, 'mark', 'name')
      playback.mark(() => void hold(() => send('mark', { mark: { name } })))
    } else if (message['event'] === 'clear') {
      playback.clear()
    }
  })
  const frame = (): void => {
    if (isOver) return
    chunk += 1
    const now = clock.now()
    const payload = now < soundsUntil ? sound : silence
    const media = { track: 'inbound', chunk: String(chunk), timestamp: String(now - began), payload }
    void hold(() => send('media', { media })).then(() => {
      if (!isOver) clock.schedule(frameMs, frame)
    })
  }
  const listener: InputListener = {
    speaking(text) {
      soundsUntil = clock.now() + speechDuration(text)
    },
    take(input) {
      if (input.type !== 'key' || isOver) return false
      void hold(() => send('dtmf', { dtmf: { track: 'inbound_track', digit: input.key } }))
      return false
    },
  }
  leg.listeners.push(listener)
  const stopListening = (): void => {
    isOver = true
    const at = leg.listeners.indexOf(listener)
    if (at >= 0) leg.listeners.splice(at, 1)
  }
  tell(streamEvent.streamStarted)
  await hold(() => {
    socket.send({ event: 'connected', protocol: 'Call', version: '1.0.0' })
    send('start', {
      start: {
        accountSid: simulation.accountSid,
        streamSid,
        callSid: leg.sid,
        tracks: tracksOf(stream),
        mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
        customParameters: customParameters(stream),
      },
    })
  })
  clock.schedule(frameMs, frame)
  const end = async (): Promise<void> => {
    if (isOver) return
    stopListening()
    await hold(() => send('stop', { stop: { accountSid: simulation.accountSid, callSid: leg.sid } }))
    socket.close()
    tell(streamEvent.streamStopped)
  }
  const closed = socket.closed.then(() => {
    if (isOver) return
    stopListening()
    tell(streamEvent.streamStopped)
  })
  return { closed, stop: end }
}

function reportStream(
  context: VerbContext,
  stream: KnownElement<'Stream'>,
  streamSid: string,
  event: StreamEvent,
  detail: string | undefined,
): void {
  const { simulation, leg } = context
  emit(simulation, leg, { type: 'stream', event, streamSid, ...(detail !== undefined && { detail }) })
  const written = attributeValue(stream, 'statusCallback')
  const url = written === undefined || written === '' ? undefined : linkOf(context, written)
  if (typeof url !== 'string') return
  notify(simulation, leg, {
    kind: kinds[event],
    url,
    method: attributeValue(stream, 'statusCallbackMethod'),
    values: {
      [parameter.StreamSid]: streamSid,
      [parameter.StreamName]: attributeValue(stream, 'name') ?? streamSid,
      [parameter.StreamEvent]: event,
      [parameter.StreamError]: detail,
      [parameter.Timestamp]: new Date(simulation.clock.now()).toISOString(),
    },
  })
}

const kinds: Readonly<Record<StreamEvent, WebhookKind>> = {
  [streamEvent.streamStarted]: 'stream.stream-started',
  [streamEvent.streamStopped]: 'stream.stream-stopped',
  [streamEvent.streamError]: 'stream.stream-error',
}

function tracksOf(stream: KnownElement<'Stream'>): readonly string[] {
  const track: string = attributeValue(stream, 'track')
  const both = ['inbound', 'outbound']
  return both.filter((one) => track.startsWith('both') || track.startsWith(one))
}

/** The Parameter children of a Stream, which reach the app in its start message. */
export function customParameters(
  element: KnownElement<'Stream'> | KnownElement<'ConversationRelay'>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    childElements(element)
      .filter(({ id }) => id === noun.Parameter)
      .map(({ attributes }) => [attributes['name'] ?? '', attributes['value'] ?? '']),
  )
}

function textAt(message: Readonly<Record<string, unknown>>, ...path: readonly string[]): string {
  const value = path.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[name] : undefined,
    message,
  )
  return typeof value === 'string' ? value : ''
}
