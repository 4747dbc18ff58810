import { failureStreamCode, sidPrefix, streamEvent } from '@ringback/catalog'
import type { Problem } from '@ringback/recording'
import { twilioProblem } from '@ringback/twilio-client'
import { attributeValue, type KnownElement } from '@ringback/twiml'
import type { VerbContext } from '../executor/verb.ts'
import { logProblem } from '../webhooks/send-webhook.ts'
import { createAnswerHold } from './answer-hold.ts'
import type { AppSocket, SocketEnd } from './socket/app-socket.ts'
import { createAppAudio } from './app-audio.ts'
import { createAppTurns } from './app-turns.ts'
import { customParameters } from './custom-parameters.ts'
import { createMediaFrames, frameMs, type Track } from './media-frames.ts'
import { openSocket } from './socket/open-socket.ts'
import type { SocketRecorder } from './socket/socket-recorder.ts'
import type { SocketFailure } from './socket/socket-failure.ts'
import { requestedSocketUrl } from './socket/socket-url.ts'
import { recordCaller } from './record-caller.ts'
import { streamReportOf, type StreamReport } from './stream-report.ts'

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
  const report = streamReportOf(context, element, streamSid)
  const written = attributeValue(element, 'url') ?? ''
  const url = requestedSocketUrl(written, simulation.undocumented.streamQuery === 'sent')
  if (url === undefined) {
    // The lint of the document has told why.
    report(streamEvent.streamError, `${written} is not an absolute wss URL`)
    return undefined
  }
  const opened = await openSocket(simulation, leg, {
    protocol: 'media-streams',
    url,
    sid: streamSid,
    problemOf: (failure) => connectionProblem(url, failure),
  })
  if ('socket' in opened) return runStream(context, { element, streamSid, ...opened, isTwoWay, report })
  logProblem(simulation, leg, opened)
  report(streamEvent.streamError, opened.message)
  return undefined
}

function connectionProblem(url: string, failure: SocketFailure): Problem {
  const message = `${url}: ${failure.message}`
  if (failure.type === 'refused') return twilioProblem('stream-connection', message)
  return twilioProblem('stream-connection', message, failureStreamCode(failure.reason))
}

/** A stream with an open connection. */
interface OpenStream {
  readonly element: KnownElement<'Stream'>
  readonly streamSid: string
  readonly socket: AppSocket
  readonly recorder: SocketRecorder
  readonly isTwoWay: boolean
  readonly report: StreamReport
}

/** How long an app may take to begin to speak, in parts of the patience: at the start, and when it was spoken to. */
const patience = { start: 0.5, speech: 1 }

// oxlint-disable-next-line max-lines-per-function -- the state of one stream, which its timers and listeners share
async function runStream({ simulation, leg }: VerbContext, stream: OpenStream): Promise<MediaStream> {
  const { clock } = simulation
  const { streamSid, socket, recorder, isTwoWay, report } = stream
  let sequence = 0
  let isOver = false
  const answer = createAnswerHold(clock, simulation.answerPatienceMs)
  const send = (event: string, body: object): void => {
    sequence += 1
    socket.send({ event, sequenceNumber: String(sequence), ...body })
  }
  /** Virtual time stops until the app has received what was sent. */
  const holding = async (work: () => void): Promise<void> => {
    const release = clock.hold()
    work()
    await socket.caughtUp()
    release()
  }
  const marked = (name: string): void => void holding(() => send('mark', { streamSid, mark: { name } }))
  const turns = createAppTurns({ simulation, leg, streamSid, protocol: 'media-streams' })
  const audio = createAppAudio({ simulation, leg, streamSid, recorder, isTwoWay, turns }, marked)
  socket.onFrame((frame) => {
    if (isOver) return
    answer.done()
    audio.take(frame)
  })
  const frames = createMediaFrames(simulation, leg, {
    tracks: isTwoWay ? ['inbound'] : tracksOf(stream.element),
    streamSid,
    events: {
      pressed(digit) {
        if (isOver || !isTwoWay) return
        // The order of the keys is that of the documentation.
        sequence += 1
        const sequenceNumber = String(sequence)
        const dtmf = { track: 'inbound_track', digit }
        void holding(() => socket.send({ event: 'dtmf', streamSid, sequenceNumber, dtmf }))
        if (!audio.isPlaying()) turns.begin('caller')
      },
      speaking(milliseconds) {
        if (!isOver && isTwoWay) audio.callerSpeaks(milliseconds)
      },
      spoke() {
        if (isOver || !isTwoWay || audio.isPlaying()) return
        turns.begin('caller')
        answer.start(patience.speech)
      },
    },
  })
  const sendFrames = (): void => {
    if (isOver) return
    const due = frames.next()
    void holding(() => due.forEach((media) => send('media', { media, streamSid }))).then(() => {
      if (!isOver) clock.schedule(frameMs, sendFrames)
    })
  }
  leg.listeners.push(frames.listener)
  const stopRecording = recordCaller(simulation, leg, recorder)
  const finish = (): void => {
    isOver = true
    answer.done()
    audio.stop()
    frames.stop()
    stopRecording()
    const at = leg.listeners.indexOf(frames.listener)
    if (at >= 0) leg.listeners.splice(at, 1)
  }
  report(streamEvent.streamStarted)
  await holding(() => {
    socket.send({ event: 'connected', protocol: 'Call', version: '1.0.0' })
    send('start', { start: startOf(simulation.accountSid, leg.sid, stream), streamSid })
    if (isTwoWay) turns.begin('start')
  })
  if (isTwoWay) answer.start(patience.start)
  clock.schedule(frameMs, sendFrames)
  return {
    closed: socket.closed.then((end) => {
      if (isOver) return
      if (isPlainClose(end)) audio.closed()
      finish()
      const problem = endProblem(end)
      const isWanted = isPlainClose(end) && simulation.undocumented.plainStreamClose === 'warning'
      logProblem(simulation, leg, problem, isWanted ? 'warning' : undefined)
      const isError = simulation.undocumented.streamClosedByApp === 'stream-error'
      report(
        isError ? streamEvent.streamError : streamEvent.streamStopped,
        isError ? problem.message : undefined,
      )
    }),
    async stop() {
      if (isOver) return
      finish()
      await holding(() =>
        send('stop', { streamSid, stop: { accountSid: simulation.accountSid, callSid: leg.sid } }),
      )
      socket.close(1000)
      report(streamEvent.streamStopped)
    },
  }
}

/** Codes of a close frame without a complaint: normal closure, and none. */
function isPlainClose({ code, protocolError }: SocketEnd): boolean {
  return protocolError === undefined && (code === 1000 || code === 1005)
}

function endProblem({ code, reason, protocolError }: SocketEnd): Problem {
  if (protocolError !== undefined) {
    return twilioProblem('stream-protocol', `The app broke the WebSocket protocol: ${protocolError}`)
  }
  if (code === 1006) {
    const message = 'The connection to the app was lost without a close frame while the stream was running.'
    return twilioProblem('stream-lost', message)
  }
  const said = [code === 1005 ? 'no code' : `code ${code}`, ...(reason === '' ? [] : [`"${reason}"`])].join(
    ' ',
  )
  return twilioProblem('stream-closed', `The app closed the stream's WebSocket (${said}).`)
}

function startOf(accountSid: string, callSid: string, { element, streamSid, isTwoWay }: OpenStream): object {
  return {
    accountSid,
    streamSid,
    callSid,
    tracks: isTwoWay ? ['inbound'] : tracksOf(element).toReversed(),
    mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
    customParameters: customParameters(element),
  }
}

/** The tracks of a one-way stream, in the order in which their frames are sent. */
function tracksOf(stream: KnownElement<'Stream'>): readonly Track[] {
  const track: string = attributeValue(stream, 'track')
  const both: readonly Track[] = ['outbound', 'inbound']
  return both.filter((one) => track.startsWith('both') || track.startsWith(one))
}
