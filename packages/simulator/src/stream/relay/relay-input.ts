import { speechDuration } from '../../executor/durations.ts'
import type { InputListener } from '../../legs/leg.ts'
import type { Clock } from '@ringback/twilio-client'
import type { AgentSpeech } from './agent-speech.ts'
import type { RelaySettings } from './relay-settings.ts'

/** Milliseconds between two partial prompts; 200 to 300 were seen. */
const partialMs = 250

/** What the caller's input leads to. */
export interface RelayInputEvents {
  readonly send: (message: object) => void
  readonly info: (name: 'agentSpeaking' | 'clientSpeaking', value: 'on' | 'off') => void
  /** The app is going to be told that an input interrupts the agent. */
  readonly interrupts: (input: 'dtmf' | 'speech') => void
  /** The agent was interrupted. */
  readonly interrupted: (utterance: string) => void
  /** The app is going to be told of words that are not the last ones. */
  readonly partial: () => void
  /** The app was told of an input, and is to answer. */
  readonly told: (input: 'dtmf' | 'speech') => void
  /** The language of the recognised speech. */
  readonly language: () => string
}

/** Tells the app what the caller presses and says, and lets it interrupt the agent. */
export function createRelayInput(
  clock: Clock,
  settings: RelaySettings,
  speech: AgentSpeech,
  events: RelayInputEvents,
): InputListener {
  const { send, info, interrupts, interrupted, partial, told, language } = events
  let stopPartials = (): void => {}
  /** What the app was told of the words that are being spoken; undefined when nobody speaks. */
  let isHeard: boolean | undefined

  const reports = (input: 'dtmf' | 'speech'): boolean =>
    settings.reports === 'any' || settings.reports === input

  const interrupt = (by: 'dtmf' | 'speech'): void => {
    const { utterance, milliseconds } = speech.interrupt()
    interrupts(by)
    send({ type: 'interrupt', utteranceUntilInterrupt: utterance, durationUntilInterruptMs: milliseconds })
    info('agentSpeaking', 'off')
    interrupted(utterance)
  }
  const prompt = (text: string, last: boolean): void => {
    if (!last) partial()
    send({ type: 'prompt', voicePrompt: text, lang: language(), last })
  }

  const startSpeaking = (text: string): void => {
    stopPartials()
    const wasSpeaking = speech.isSpeaking()
    const yields = wasSpeaking && speech.yieldsTo('speech')
    isHeard = !wasSpeaking || yields || reports('speech')
    info('clientSpeaking', 'on')
    if (yields) interrupt('speech')
    if (isHeard && settings.sendsPartials)
      stopPartials = sendPartials(clock, text, (words) => prompt(words, false))
  }
  const takeKey = (digit: string): boolean => {
    if (!settings.detectsKeys) return false
    const yields = speech.isSpeaking() && speech.yieldsTo('dtmf')
    if (speech.isSpeaking() && !yields && !reports('dtmf')) return false
    send({ type: 'dtmf', digit })
    if (yields) interrupt('dtmf')
    told('dtmf')
    return true
  }
  const takeSpeech = (text: string): boolean => {
    if (isHeard === undefined) startSpeaking(text)
    const wasHeard = isHeard === true
    isHeard = undefined
    stopPartials()
    if (wasHeard && settings.sendsPartials) prompt(text, false)
    info('clientSpeaking', 'off')
    if (!wasHeard) return false
    prompt(text, true)
    told('speech')
    return true
  }
  return {
    speaking: startSpeaking,
    take: (input) => (input.type === 'key' ? takeKey(input.key) : takeSpeech(input.text)),
  }
}

/** Sends the words so far every quarter of a second, until all are spoken. */
function sendPartials(clock: Clock, text: string, send: (words: string) => void): () => void {
  const words = text.split(/\s+/).filter((word) => word !== '')
  const times = Math.floor(speechDuration(text) / partialMs)
  const stops = Array.from({ length: times }, (_, at) => {
    const count = Math.floor(((at + 1) / (times + 1)) * words.length)
    return count === 0 || count === words.length
      ? () => {}
      : clock.schedule((at + 1) * partialMs, () => send(words.slice(0, count).join(' ')))
  })
  return () => stops.forEach((stop) => stop())
}
