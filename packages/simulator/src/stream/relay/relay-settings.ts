import { attributeValue, type KnownElement } from '@ringback/twiml'
import type { Interruptible, SpeechManner } from './agent-speech.ts'

/** What the attributes of a ConversationRelay ask for. */
export interface RelaySettings {
  readonly greeting: string | undefined
  readonly greetingManner: SpeechManner
  readonly manner: SpeechManner
  readonly detectsKeys: boolean
  readonly sendsPartials: boolean
  /** Input that is told while the agent speaks and does not yield. */
  readonly reports: Interruptible
  readonly speakerEvents: boolean
  readonly tokensPlayed: boolean
  readonly debugging: boolean
  readonly voice: string
  readonly language: string
  readonly ttsLanguage: string
  readonly transcriptionLanguage: string
}

/** Reads the attributes, with their defaults (docs/facts/realtime.md, section 3.1). */
export function relaySettingsOf(relay: KnownElement<'ConversationRelay'>): RelaySettings {
  const events = new Set<string>([
    ...(attributeValue(relay, 'events') ?? []),
    ...(attributeValue(relay, 'debug') ?? []),
  ])
  const preemptible = attributeValue(relay, 'preemptible')
  const language = attributeValue(relay, 'language')
  return {
    greeting: attributeValue(relay, 'welcomeGreeting'),
    greetingManner: { interruptible: attributeValue(relay, 'welcomeGreetingInterruptible'), preemptible },
    manner: { interruptible: interruptibleOf(attributeValue(relay, 'interruptible')), preemptible },
    detectsKeys: attributeValue(relay, 'dtmfDetection'),
    sendsPartials: attributeValue(relay, 'partialPrompts'),
    reports: attributeValue(relay, 'reportInputDuringAgentSpeech'),
    speakerEvents: events.has('speaker-events'),
    tokensPlayed: events.has('tokens-played'),
    debugging: events.has('debugging'),
    voice: attributeValue(relay, 'voice') ?? '',
    language,
    ttsLanguage: attributeValue(relay, 'ttsLanguage') ?? language,
    transcriptionLanguage: recognised(relay, attributeValue(relay, 'transcriptionLanguage') ?? language),
  }
}

/** The model flux tells the primary tag only, as it was seen. */
function recognised(relay: KnownElement<'ConversationRelay'>, language: string): string {
  return /flux/i.test(attributeValue(relay, 'speechModel') ?? '')
    ? (language.split('-')[0] ?? language)
    : language
}

/** The words true and false are older names of any and none. */
export function interruptibleOf(value: Interruptible | 'true' | 'false'): Interruptible {
  if (value === 'true') return 'any'
  return value === 'false' ? 'none' : value
}
