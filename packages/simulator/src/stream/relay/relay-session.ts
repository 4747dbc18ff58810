import { debuggerCode } from '@ringback/catalog'
import { twilioProblem } from '@ringback/twilio-client'
import type { KnownElement } from '@ringback/twiml'
import type { VerbContext } from '../../executor/verb.ts'
import { waitFor } from '../../legs/leg-life.ts'
import { within } from '../../simulation/scope.ts'
import { emit } from '../../simulation/simulation.ts'
import { logProblem } from '../../webhooks/send-webhook.ts'
import { createAgentSpeech, type AgentSpeech, type Interruptible, type SpeechManner } from './agent-speech.ts'
import { createAnswerHold, type AnswerHold } from '../answer-hold.ts'
import { createAppTurns, type AppTurns } from '../app-turns.ts'
import type { AppFrame, AppSocket, SocketEnd } from '../socket/app-socket.ts'
import type { SocketRecorder } from '../socket/socket-recorder.ts'
import { recordCaller } from '../record-caller.ts'
import { recordAgent } from './record-agent.ts'
import { createRelayInput } from './relay-input.ts'
import { readRelayMessage, type RelayMessage } from './relay-message.ts'
import { relaySettingsOf, type RelaySettings } from './relay-settings.ts'
import { relaySetup } from './relay-setup.ts'

/** How a session ended, other than by the end of the call. */
export type RelayEnd =
  | { readonly type: 'ended'; readonly handoffData: string | undefined }
  | { readonly type: 'lost'; readonly end: SocketEnd }
  | { readonly type: 'malformed' }

/** A session that runs. */
export interface RelaySession {
  readonly relay: KnownElement<'ConversationRelay'>
  readonly socket: AppSocket
  readonly recorder: SocketRecorder
  readonly sessionId: string
  /** Whether it is the first of the call. */
  readonly isFirst: boolean
}

/** Invalid frames in a row after which Twilio closes the connection. */
const mostInvalidFrames = 10
/** How long an app may take to begin its answer, in parts of the patience. */
const patience = { start: 0.5, dtmf: 0.5, speech: 1 }
/** Milliseconds after which an app that was spoken to and sends nothing is reported. */
const longestSilenceMs = 10_000
/** Milliseconds until an app that answers at once has answered. */
const settlingMs = 20
const roundTripMs = 150

/** The parts of a session that its functions share. */
interface Talk {
  readonly context: VerbContext
  readonly sessionId: string
  readonly settings: RelaySettings
  readonly speech: AgentSpeech
  readonly answer: AnswerHold
  readonly turns: AppTurns
  readonly send: (message: object) => void
  readonly info: (name: string, value: string) => void
  /** Now, or as soon as the agent is silent, the call waits for the caller. */
  readonly waitWhenQuiet: () => void
  /** Counts the app's frames. */
  frames: number
  language: { tts: string; transcription: string }
  isOver: boolean
  /** Whether the app has not yet said that its answer is whole. */
  isAnswering: boolean
  /** Why the app should wait for the caller's words; undefined when it need not. */
  waitsFor: 'interrupted' | 'partial' | undefined
  readonly reported: Set<'interrupted' | 'partial'>
  /** Calls `received` when the app has received what was sent so far, before its next frame. */
  readonly onReceipt: (received: () => void) => void
}

/** Runs a session until it ends. Throws `Interrupted` when the call ends, or other TwiML takes over, before. */
export async function runRelaySession(context: VerbContext, session: RelaySession): Promise<RelayEnd> {
  const { simulation, leg, scope } = context
  const { socket, recorder, relay, sessionId, isFirst } = session
  const talk = createTalk(context, session)
  emit(simulation, leg, { type: 'stream', event: 'setup', streamSid: sessionId })
  const { speech, answer, settings } = talk
  const isEnded = within<RelayEnd>(scope, (resolve) => {
    socket.onFrame(createFrameTaker(talk, resolve))
    void socket.closed.then((end) => resolve({ type: 'lost', end }))
    const listener = createInput(talk)
    leg.listeners.push(listener)
    const stopRecording = recordCaller(simulation, leg, recorder)
    return () => {
      stopRecording()
      talk.isOver = true
      leg.waiting = undefined
      answer.done()
      speech.stop()
      leg.listeners.splice(leg.listeners.indexOf(listener), 1)
    }
  })
  // An interruption in the meantime is reported by the promise that is awaited at the end.
  isEnded.catch(() => {})
  talk.send(relaySetup(context, relay, { sessionId, isFirst }))
  talk.turns.begin('start')
  answer.start(patience.start)
  if (settings.greeting !== undefined) speech.text(settings.greeting, true, settings.greetingManner)
  talk.waitWhenQuiet()
  return isEnded
}

const firstTurn = { isAnswering: false, waitsFor: undefined } as const

function createTalk(context: VerbContext, { relay, socket, recorder, sessionId }: RelaySession): Talk {
  const { simulation, leg } = context
  const { clock } = simulation
  const settings = relaySettingsOf(relay)
  const send = (message: object): void => {
    const release = clock.hold()
    socket.send(message)
    void socket.caughtUp().then(release)
  }
  const info = (name: string, value: string): void => {
    const isAsked = name === 'tokensPlayed' ? settings.tokensPlayed : settings.speakerEvents
    if (isAsked) send({ type: 'info', name, value })
  }
  let waits = false
  const waitIfQuiet = (): void => {
    if (!waits || talk.isOver || !talk.speech.isIdle()) return
    waits = false
    waitFor(simulation, leg, {}, { for: 'connect', noun: relay.id, url: relay.attributes['url'] })
  }
  const speech = createAgentSpeech(
    clock,
    { wordsPerMinute: simulation.wordsPerMinute, mediaMs: simulation.mediaSeconds * 1000 },
    recordAgent(clock, recorder, {
      speaking(isOn) {
        info('agentSpeaking', isOn ? 'on' : 'off')
        if (isOn && settings.debugging) {
          send({ type: 'info', name: 'roundTripDelayMs', value: String(roundTripMs) })
        }
        if (!isOn) clock.schedule(0, waitIfQuiet)
      },
      spoken: (clause) => info('tokensPlayed', clause),
      said(text) {
        emit(simulation, leg, { type: 'said', text, voice: settings.voice, language: talk.language.tts })
      },
      played: (url) => emit(simulation, leg, { type: 'played', url }),
      pressed: (digits) => emit(simulation, leg, { type: 'tones', digits }),
    }),
  )
  const talk: Talk = {
    context,
    sessionId,
    settings,
    speech,
    answer: createAnswerHold(clock, simulation.answerPatienceMs),
    turns: createAppTurns({ simulation, leg, streamSid: sessionId, protocol: 'conversation-relay' }),
    send,
    info,
    waitWhenQuiet() {
      waits = true
      clock.schedule(settlingMs, waitIfQuiet)
    },
    frames: 0,
    language: { tts: settings.ttsLanguage, transcription: settings.transcriptionLanguage },
    isOver: false,
    ...firstTurn,
    reported: new Set(),
    onReceipt: socket.onReceipt,
  }
  return talk
}

function createInput(talk: Talk): ReturnType<typeof createRelayInput> {
  const { context, sessionId, settings, speech, answer, send, info } = talk
  const { simulation, leg } = context
  let isReported = false
  let utterances = 0
  /** Until the caller has spoken the app has nothing to say, once it knows that the caller speaks. */
  const expectSilence = (why: 'interrupted' | 'partial'): void => {
    const utterance = utterances
    talk.onReceipt(() => {
      if (utterance === utterances) talk.waitsFor ??= why
    })
  }
  /** Reports once an app that stays silent. */
  const watch = (): void => {
    const { frames } = talk
    simulation.clock.schedule(longestSilenceMs, () => {
      if (talk.isOver || isReported || talk.frames > frames) return
      isReported = true
      const message = `The app sent nothing within ${longestSilenceMs / 1000} s after the caller had spoken: the caller hears silence.`
      logProblem(simulation, leg, { code: 'agent-silent', message }, 'warning')
    })
  }
  return createRelayInput(simulation.clock, settings, speech, {
    send,
    info,
    language: () => talk.language.transcription,
    interrupts(input) {
      if (input === 'speech') expectSilence('interrupted')
    },
    interrupted: (utterance) =>
      emit(simulation, leg, { type: 'stream', event: 'interrupt', streamSid: sessionId, detail: utterance }),
    partial() {
      if (!talk.isAnswering && speech.isIdle()) expectSilence('partial')
    },
    told(input) {
      utterances += 1
      talk.waitsFor = undefined
      leg.waiting = undefined
      talk.turns.begin('caller')
      answer.start(patience[input])
      talk.waitWhenQuiet()
      if (input === 'speech') watch()
    },
  })
}

/** Handles the frames of the app. */
function createFrameTaker(talk: Talk, finish: (end: RelayEnd) => void): (frame: AppFrame) => void {
  const { simulation, leg } = talk.context
  let invalid = 0
  const refuse = ({ text }: AppFrame): void => {
    invalid += 1
    const code = debuggerCode.relayInvalidMessage
    talk.send({ type: 'error', description: `Invalid message received, code: ${code}, ${text}` })
    const message = `The app sent an invalid message: ${text.slice(0, 100)}`
    logProblem(simulation, leg, twilioProblem('relay-invalid-message', message))
    if (invalid === mostInvalidFrames) finish({ type: 'malformed' })
  }
  return (frame) => {
    if (talk.isOver) return
    talk.frames += 1
    talk.answer.progress()
    const message = readRelayMessage(frame)
    if (message === undefined) {
      refuse(frame)
      return
    }
    invalid = 0
    take(talk, message, finish)
  }
}

function take(talk: Talk, message: RelayMessage, finish: (end: RelayEnd) => void): void {
  const { speech, settings, answer } = talk
  switch (message.type) {
    case 'text':
      judgeTurn(talk)
      if (message.token.trim() !== '') talk.turns.heard()
      talk.isAnswering = !message.last
      speech.text(message.token, message.last, mannerOf(settings.manner, message))
      if (message.last) answer.done()
      return
    case 'play':
      talk.turns.heard()
      speech.play(message.source, message.loop, mannerOf(settings.manner, message))
      answer.done()
      return
    case 'sendDigits':
      talk.turns.heard()
      speech.digits(message.digits, settings.manner)
      answer.done()
      return
    case 'language': {
      const { ttsLanguage, transcriptionLanguage } = message
      if (ttsLanguage !== undefined) talk.language.tts = ttsLanguage
      if (transcriptionLanguage !== undefined) talk.language.transcription = transcriptionLanguage
      return
    }
    case 'end':
      answer.done()
      talk.turns.ended()
      end(talk, message, finish)
  }
}

/** Reports once a text that comes while the caller speaks. */
function judgeTurn(talk: Talk): void {
  const { waitsFor } = talk
  if (waitsFor === undefined || talk.reported.has(waitsFor)) return
  talk.reported.add(waitsFor)
  const { simulation, leg } = talk.context
  logProblem(simulation, leg, turnProblems[waitsFor], 'warning')
}

const turnProblems = {
  interrupted: {
    code: 'talks-over-caller',
    message:
      'The app went on with its answer after the caller had interrupted it. Stop the answer at interrupt, and wait for the next prompt.',
  },
  partial: {
    code: 'answers-partial-prompt',
    message:
      'The app answered a prompt with last: false, while the caller was still speaking. Wait for last: true.',
  },
} as const

function end(
  { context, speech }: Talk,
  { handoffData, isTextMissing }: Extract<RelayMessage, { type: 'end' }>,
  finish: (end: RelayEnd) => void,
): void {
  const { simulation, leg } = context
  if (isTextMissing) {
    const message =
      'The app sent end with a handoffData that is not text; HandoffData is left out. Send JSON as text.'
    logProblem(simulation, leg, { code: 'handoff-data', message }, 'warning')
  }
  const check = (): void => {
    if (simulation.undocumented.speechAtRelayEnd === 'dropped' || speech.isIdle()) {
      finish({ type: 'ended', handoffData })
    } else {
      simulation.clock.schedule(settlingMs, check)
    }
  }
  check()
}

function mannerOf(
  manner: SpeechManner,
  {
    interruptible,
    preemptible = manner.preemptible,
  }: { readonly interruptible: boolean | undefined; readonly preemptible?: boolean | undefined },
): SpeechManner {
  const own: Interruptible = interruptible === true ? 'any' : 'none'
  return { interruptible: interruptible === undefined ? manner.interruptible : own, preemptible }
}
