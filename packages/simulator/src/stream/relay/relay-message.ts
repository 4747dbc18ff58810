import type { AppFrame } from '../socket/app-socket.ts'
import { jsonObjectOf } from '../json-object.ts'

/** A message of the app on a ConversationRelay. */
export type RelayMessage =
  | {
      readonly type: 'text'
      readonly token: string
      readonly last: boolean
      readonly interruptible: boolean | undefined
      readonly preemptible: boolean | undefined
      readonly lang: string | undefined
    }
  | {
      readonly type: 'play'
      readonly source: string
      /** How often; Twilio plays 1,000 times for 0. */
      readonly loop: number
      readonly interruptible: boolean | undefined
      readonly preemptible: boolean | undefined
    }
  | { readonly type: 'sendDigits'; readonly digits: string }
  | {
      readonly type: 'language'
      readonly ttsLanguage: string | undefined
      readonly transcriptionLanguage: string | undefined
    }
  /** `handoffData` is undefined also when it is not text, which `isTextMissing` tells. */
  | { readonly type: 'end'; readonly handoffData: string | undefined; readonly isTextMissing: boolean }

type Fields = Readonly<Record<string, unknown>>

const endlessLoop = 1000

/** Reads a frame of the app; undefined when it is not a message of the protocol (docs/facts/realtime.md, section 3.2). */
export function readRelayMessage({ text, isBinary }: AppFrame): RelayMessage | undefined {
  const message = isBinary ? undefined : jsonObjectOf(text)
  switch (message?.['type']) {
    case 'text':
      return readText(message)
    case 'play':
      return readPlay(message)
    case 'sendDigits': {
      const { digits } = message
      const isValid = typeof digits === 'string' && /^[0-9w#*]+$/.test(digits)
      return isValid ? { type: 'sendDigits', digits } : undefined
    }
    case 'language':
      return readLanguage(message)
    case 'end': {
      const { handoffData } = message
      const isText = typeof handoffData === 'string'
      return {
        type: 'end',
        handoffData: isText ? handoffData : undefined,
        isTextMissing: !isText && handoffData !== undefined && handoffData !== null,
      }
    }
    default:
      return undefined
  }
}

function readText(message: Fields): RelayMessage | undefined {
  const { token, last, interruptible, preemptible, lang } = message
  if (typeof token !== 'string' || !isOptional('boolean', last, interruptible, preemptible)) return undefined
  if (!isOptional('string', lang)) return undefined
  return { type: 'text', token, last: last === true, lang: optionalText(lang), ...flagsOf(message) }
}

function readPlay(message: Fields): RelayMessage | undefined {
  const { source, loop = 1, interruptible, preemptible } = message
  if (typeof source !== 'string' || source === '' || !isOptional('boolean', interruptible, preemptible)) {
    return undefined
  }
  if (typeof loop !== 'number' || !Number.isInteger(loop) || loop < 0) return undefined
  return { type: 'play', source, loop: loop === 0 ? endlessLoop : loop, ...flagsOf(message) }
}

function readLanguage(message: Fields): RelayMessage | undefined {
  const { ttsLanguage, transcriptionLanguage } = message
  if (!isOptional('string', ttsLanguage, transcriptionLanguage)) return undefined
  if (ttsLanguage === undefined && transcriptionLanguage === undefined) return undefined
  return {
    type: 'language',
    ttsLanguage: optionalText(ttsLanguage),
    transcriptionLanguage: optionalText(transcriptionLanguage),
  }
}

function isOptional(type: 'boolean' | 'string', ...values: readonly unknown[]): boolean {
  return values.every((value) => value === undefined || typeof value === type)
}

function flagsOf({ interruptible, preemptible }: Fields): {
  interruptible: boolean | undefined
  preemptible: boolean | undefined
} {
  return { interruptible: optionalFlag(interruptible), preemptible: optionalFlag(preemptible) }
}

function optionalFlag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined
}

function optionalText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
