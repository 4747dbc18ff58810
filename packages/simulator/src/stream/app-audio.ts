import type { Problem } from '@ringback/recording'
import { twilioProblem } from '@ringback/twilio-client'
import type { Leg } from '../legs/leg.ts'
import { emit, type Simulation } from '../simulation/simulation.ts'
import { logProblem } from '../webhooks/send-webhook.ts'
import type { AppTurns } from './app-turns.ts'
import type { AppFrame } from './socket/app-socket.ts'
import { createPlayback } from './playback.ts'
import type { SocketRecorder } from './socket/socket-recorder.ts'
import { createStreamConduct } from './stream-conduct.ts'
import { readStreamMessage, type StreamMessage } from './stream-message.ts'

/** What the app sends on a stream. */
export interface AppAudio {
  readonly take: (frame: AppFrame) => void
  /** Whether audio of the app is played now. */
  readonly isPlaying: () => boolean
  /** The caller begins to speak, for this many milliseconds. */
  readonly callerSpeaks: (milliseconds: number) => void
  /** The app has closed the stream. */
  readonly closed: () => void
  readonly stop: () => void
}

/** The stream that the audio belongs to. */
export interface AudioTarget {
  readonly simulation: Simulation
  readonly leg: Leg
  readonly streamSid: string
  readonly recorder: SocketRecorder
  /** False: the app may send nothing. */
  readonly isTwoWay: boolean
  readonly turns: AppTurns
}

/** Plays the app's audio, and calls `marked` for every mark that is reached. Each kind of fault is logged once. */
export function createAppAudio(
  { simulation, leg, streamSid, recorder, isTwoWay, turns }: AudioTarget,
  marked: (name: string) => void,
): AppAudio {
  const { clock } = simulation
  const playback = createPlayback(clock)
  const logged = new Set<string>()
  let playsUntil = 0
  const unplayedMs = (): number => playsUntil - clock.now()
  const conduct = createStreamConduct(simulation, leg, unplayedMs)
  const logOnce = (problem: Problem): void => {
    // Twilio reports each of its codes once.
    const key = String(problem.twilioCode ?? problem.code)
    if (logged.has(key)) return
    logged.add(key)
    logProblem(simulation, leg, problem, problem.twilioCode === undefined ? 'warning' : undefined)
  }
  const play = ({ bytes, isAudible }: Extract<StreamMessage, { type: 'media' }>): void => {
    const milliseconds = playback.media(bytes)
    if (milliseconds === 0 && bytes > 0) {
      const message = 'More than 10 minutes of audio wait to be played; the rest is dropped.'
      logOnce(twilioProblem('stream-media-discarded', message))
      return
    }
    conduct.media()
    if (isAudible) turns.heard()
    playsUntil = Math.max(playsUntil, clock.now()) + milliseconds
    recorder.plays(playsUntil - milliseconds, playsUntil)
    emit(simulation, leg, { type: 'media', streamSid, bytes, milliseconds })
  }
  const mark = (name: string): void => {
    playback.mark(() => {
      emit(simulation, leg, { type: 'stream', event: 'mark', streamSid, detail: name })
      marked(name)
    })
  }
  const clear = (): void => {
    playsUntil = 0
    conduct.cleared()
    recorder.cut()
    emit(simulation, leg, { type: 'stream', event: 'clear', streamSid })
    playback.clear()
  }
  return {
    isPlaying: () => unplayedMs() > 0,
    callerSpeaks: conduct.callerSpeaks,
    closed: () => conduct.closed(unplayedMs()),
    stop() {
      conduct.stop()
      playback.stop()
    },
    take(frame) {
      const message = isTwoWay ? readStreamMessage(frame, streamSid) : undefined
      const problem = problemOf(message)
      if (problem !== undefined) logOnce(problem)
      if (message?.type === 'media') play(message)
      else if (message?.type === 'mark') mark(message.name)
      else if (message?.type === 'clear') clear()
    },
  }
}

/** What Twilio logs of a message; undefined stands for one on a one-way stream. */
function problemOf(message: StreamMessage | undefined): Problem | undefined {
  if (message === undefined) {
    const text = 'The app sent a message on a one-way stream (<Start><Stream>), which takes none.'
    return twilioProblem('stream-protocol', text)
  }
  if (message.type === 'malformed') {
    return twilioProblem('stream-malformed-message', `The app sent ${message.message}.`)
  }
  if (message.type === 'invalid') {
    const text = `The app sent a message that is ${asFault(message.message)}.`
    return twilioProblem('stream-invalid-message', text)
  }
  if (message.type === 'media' && message.otherFormat !== undefined) return otherFormat(message.otherFormat)
  if (message.extra.length === 0) return undefined
  const text = `The app's ${message.type} message has unexpected fields: ${message.extra.join(', ')}.`
  return twilioProblem('stream-invalid-message', text)
}

function otherFormat(format: string): Problem {
  const message = `The app sent audio that is ${format}; the caller hears noise. Send mu-law of 8 kHz without a header.`
  return { code: 'stream-audio-format', message }
}

function asFault(message: string): string {
  return message.startsWith('not ') ? message : `invalid: ${message}`
}
