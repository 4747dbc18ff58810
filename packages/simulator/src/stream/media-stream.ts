import { messageOf } from '@ringback/common'
import { twilioProblem } from '@ringback/twilio-client'
import { parameter, sidPrefix, streamEvent, type StreamEvent, type WebhookKind } from '@ringback/catalog'
import { attributeValue, childElements, noun, type KnownElement } from '@ringback/twiml'
import { linkOf } from '../executor/action-request.ts'
import type { VerbContext } from '../executor/verb.ts'
import { logProblem, notify } from '../webhooks/send-webhook.ts'
import { emit } from '../simulation/simulation.ts'
import { createMediaFrames, frameMs } from './media-frames.ts'
import { takeMediaMessage } from './media-messages.ts'
import { openSocket, type AppSocket } from './open-socket.ts'
import { createPlayback } from './playback.ts'

/** A running stream. */
export interface MediaStream {
  /** Resolves when the app has closed it. */
  readonly closed: Promise<void>
  /** Ends it from Twilio's side. */
  readonly stop: () => Promise<void>
}

/**
 * Opens a Media Stream and sends the caller's audio, 20 ms a message. `isTwoWay`: the caller hears what the app sends.
 * When the app cannot be reached, logs that and returns undefined.
 */
export async function openMediaStream(
  context: VerbContext,
  element: KnownElement<'Stream'>,
  isTwoWay: boolean,
): Promise<MediaStream | undefined> {
  const { simulation, leg } = context
  const streamSid = simulation.ids.sid(sidPrefix.mediaStream)
  const url = (attributeValue(element, 'url') ?? '').trim()
  const report: StreamReport = (event, detail) => reportStream(context, { element, streamSid }, event, detail)
  try {
    const socket = await openSocket(simulation, url)
    return await runStream(context, { element, streamSid, socket, isTwoWay, report })
  } catch (error) {
    const reason = messageOf(error)
    logProblem(simulation, leg, twilioProblem('stream-handshake', `${url}: ${reason}`))
    report(streamEvent.streamError, reason)
    return undefined
  }
}

type StreamReport = (event: StreamEvent, detail?: string) => void

/** A stream with an open connection. */
interface OpenStream {
  readonly element: KnownElement<'Stream'>
  readonly streamSid: string
  readonly socket: AppSocket
  readonly isTwoWay: boolean
  readonly report: StreamReport
}

async function runStream({ simulation, leg }: VerbContext, stream: OpenStream): Promise<MediaStream> {
  const { clock } = simulation
  const { streamSid, socket, isTwoWay, report } = stream
  let sequence = 0
  let isOver = false
  const playback = createPlayback(clock)
  const send = (event: string, body: object): void => {
    sequence += 1
    socket.send({ event, sequenceNumber: String(sequence), ...body, streamSid })
  }
  /** Virtual time stops until the app has received what was sent. */
  const holding = async (work: () => void): Promise<void> => {
    const release = clock.hold()
    work()
    await socket.caughtUp()
    release()
  }
  const marked = (name: string): void => void holding(() => send('mark', { mark: { name } }))
  socket.onMessage((message) => {
    if (isTwoWay && !isOver) takeMediaMessage(message, { simulation, leg, streamSid, playback, marked })
  })
  const frames = createMediaFrames(clock, (digit) => {
    if (!isOver) void holding(() => send('dtmf', { dtmf: { track: 'inbound_track', digit } }))
  })
  const sendFrame = (): void => {
    if (isOver) return
    void holding(() => send('media', { media: frames.next() })).then(() => {
      if (!isOver) clock.schedule(frameMs, sendFrame)
    })
  }
  leg.listeners.push(frames.listener)
  const finish = (): void => {
    isOver = true
    const at = leg.listeners.indexOf(frames.listener)
    if (at >= 0) leg.listeners.splice(at, 1)
  }
  report(streamEvent.streamStarted)
  await holding(() => {
    socket.send({ event: 'connected', protocol: 'Call', version: '1.0.0' })
    send('start', { start: startOf(simulation.accountSid, leg.sid, stream) })
  })
  clock.schedule(frameMs, sendFrame)
  return {
    closed: socket.closed.then(() => {
      if (isOver) return
      finish()
      report(streamEvent.streamStopped)
    }),
    async stop() {
      if (isOver) return
      finish()
      await holding(() => send('stop', { stop: { accountSid: simulation.accountSid, callSid: leg.sid } }))
      socket.close()
      report(streamEvent.streamStopped)
    },
  }
}

function startOf(accountSid: string, callSid: string, { element, streamSid }: OpenStream): object {
  return {
    accountSid,
    streamSid,
    callSid,
    tracks: tracksOf(element),
    mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
    customParameters: customParameters(element),
  }
}

function reportStream(
  context: VerbContext,
  { element: stream, streamSid }: Pick<OpenStream, 'element' | 'streamSid'>,
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

/** The Parameter children of a Stream, which are sent to the app in the start message. */
export function customParameters(
  element: KnownElement<'Stream'> | KnownElement<'ConversationRelay'>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    childElements(element)
      .filter(({ id }) => id === noun.Parameter)
      .map(({ attributes }) => [attributes['name'] ?? '', attributes['value'] ?? '']),
  )
}
