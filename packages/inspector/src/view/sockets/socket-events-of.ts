import type { SocketFrame } from '@ringback/recording'
import type { SocketEventView } from '../../model/socket-view.ts'

type Message = Readonly<Record<string, unknown>>
type Told = Pick<SocketEventView, 'kind' | 'text'> & Partial<Pick<SocketEventView, 'who'>>

/** The marks, clears, keys and interruptions among the frames of a socket. */
export function socketEventsOf(frames: readonly SocketFrame[]): readonly SocketEventView[] {
  return frames.flatMap((frame) => {
    const told = 'text' in frame ? toldBy(messageIn(frame.text), frame.from) : undefined
    const who = frame.from === 'app' ? 'app' : 'Twilio'
    return told === undefined ? [] : [{ atMs: frame.atMs, who, ...told }]
  })
}

function toldBy(message: Message, from: SocketFrame['from']): Told | undefined {
  const word = textIn(message, 'event') || textIn(message, 'type')
  return (from === 'twilio' ? toldByTwilio : toldByApp).get(word)?.(message)
}

type Teller = (message: Message) => Told

const toldByTwilio: ReadonlyMap<string, Teller> = new Map<string, Teller>([
  ['mark', (message) => ({ kind: 'mark', text: `mark ${nameOf(message)} is reached` })],
  ['dtmf', (message) => ({ kind: 'key', who: 'caller', text: `presses ${keyOf(message)}` })],
  ['interrupt', (message) => ({ kind: 'interrupt', who: 'caller', text: interruptText(message) })],
  ['error', (message) => ({ kind: 'error', text: textIn(message, 'description') })],
])

const toldByApp: ReadonlyMap<string, Teller> = new Map<string, Teller>([
  ['mark', (message) => ({ kind: 'mark', text: `asks for mark ${nameOf(message)}` })],
  ['clear', () => ({ kind: 'clear', text: 'clears what is still to be played' })],
  ['play', (message) => ({ kind: 'play', text: `plays ${textIn(message, 'source')}` })],
  ['sendDigits', (message) => ({ kind: 'key', text: `sends tones ${textIn(message, 'digits')}` })],
  ['end', () => ({ kind: 'end', text: 'ends the session' })],
])

function interruptText(message: Message): string {
  const heard = textIn(message, 'utteranceUntilInterrupt')
  return heard === '' ? 'interrupts' : `interrupts after "${heard}"`
}

function nameOf(message: Message): string {
  return JSON.stringify(textIn(objectIn(message, 'mark'), 'name'))
}

function keyOf(message: Message): string {
  return textIn(objectIn(message, 'dtmf'), 'digit') || textIn(message, 'digit')
}

function textIn(message: Message, name: string): string {
  const value = message[name]
  return typeof value === 'string' ? value : ''
}

function objectIn(message: Message, name: string): Message {
  return isObject(message[name]) ? message[name] : {}
}

function messageIn(text: string): Message {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}

function isObject(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
