import { socketLimits, type AudioFrames, type SocketFrame, type TextFrame } from '@ringback/recording'
import { isRecord, jsonObjectOf } from '../json-object.ts'
import { silence } from '../media-frames.ts'

/** The frames of a WebSocket, bounded by `socketLimits`. */
export interface FrameLog {
  readonly sent: (message: object) => void
  readonly received: (text: string) => void
  readonly frames: () => readonly SocketFrame[]
  readonly leftOut: () => number
}

type Writable<Type> = { -readonly [Name in keyof Type]: Type[Name] }
type Audio = Pick<AudioFrames, 'audioBytes' | 'track' | 'hasSound'>

/** The tokens so far of an answer that is not complete. */
interface Answer {
  readonly frame: Writable<TextFrame>
  fields: Readonly<Record<string, unknown>>
  readonly tokens: string[]
  length: number
}

/** Frames of audio with a longer pause between them are told apart. */
const longestGapMs = 1000

/** An empty log. `time`: milliseconds since the socket was opened. */
// oxlint-disable-next-line max-lines-per-function -- a factory: the functions inside share the frames of one socket
export function createFrameLog(time: () => number): FrameLog {
  const frames: (Writable<TextFrame> | Writable<AudioFrames>)[] = []
  const audioNow = new Map<string, Writable<AudioFrames>>()
  let answer: Answer | undefined
  let leftOut = 0
  let characters = 0

  /** Whether there is room for it. */
  function takes(text: string): boolean {
    const isTooMuch =
      frames.length >= socketLimits.frames ||
      text.length > socketLimits.frameCharacters ||
      characters + text.length > socketLimits.characters
    if (isTooMuch) leftOut += 1
    else characters += text.length
    return !isTooMuch
  }
  function addText(from: SocketFrame['from'], text: string): Writable<TextFrame> | undefined {
    for (const [key, frame] of audioNow) if (frame.from === from) audioNow.delete(key)
    if (!takes(text)) return undefined
    const atMs = time()
    const frame = { from, atMs, untilMs: atMs, count: 1, text }
    frames.push(frame)
    return frame
  }
  function addAudio(from: SocketFrame['from'], audio: Audio): void {
    const atMs = time()
    const key = `${from} ${audio.track}`
    const last = audioNow.get(key)
    if (last !== undefined && last.hasSound === audio.hasSound && atMs - last.untilMs <= longestGapMs) {
      last.untilMs = atMs
      last.count += 1
      last.audioBytes += audio.audioBytes
      return
    }
    if (!takes('')) return
    const frame = { from, atMs, untilMs: atMs, count: 1, ...audio }
    frames.push(frame)
    audioNow.set(key, frame)
  }
  /** The tokens of an answer become one frame, so that what is private in them is found wherever they are cut. */
  function joinsAnswer(message: Readonly<Record<string, unknown>> | undefined): boolean {
    const token = tokenOf(message)
    if (token === undefined || message === undefined || answer === undefined) return false
    answer.frame.untilMs = time()
    answer.frame.count += 1
    answer.length += token.length
    if (answer.length <= socketLimits.frameCharacters && takes(token)) answer.tokens.push(token)
    answer.fields = { ...answer.fields, ...message }
    if (message['last'] === true) endAnswer()
    return true
  }
  function endAnswer(): void {
    if (answer === undefined) return
    const { frame, fields, tokens } = answer
    if (tokens.length > 1) frame.text = JSON.stringify({ ...fields, token: tokens.join('') })
    answer = undefined
  }
  return {
    sent(message) {
      const audio = audioIn(message, 'inbound')
      if (audio !== undefined) {
        addAudio('twilio', audio)
        return
      }
      // Not even an interruption ends an answer, as long as the app goes on with it.
      if ('last' in message && message.last === true) endAnswer()
      addText('twilio', JSON.stringify(message))
    },
    received(text) {
      const message = jsonObjectOf(text)
      const audio = audioIn(message, 'outbound')
      if (audio !== undefined) {
        addAudio('app', { ...audio, hasSound: true })
        return
      }
      if (joinsAnswer(message)) return
      endAnswer()
      const frame = addText('app', text)
      const token = tokenOf(message)
      if (frame === undefined || message === undefined || token === undefined || message['last'] === true)
        return
      answer = { frame, fields: message, tokens: [token], length: text.length }
    },
    frames() {
      endAnswer()
      return frames.map((frame) => ({ ...frame }))
    },
    leftOut: () => leftOut,
  }
}

function audioIn(message: object | undefined, usualTrack: AudioFrames['track']): Audio | undefined {
  if (message === undefined || !('media' in message) || !isRecord(message.media)) return undefined
  const { payload, track } = message.media
  if (typeof payload !== 'string') return undefined
  return {
    audioBytes: Buffer.byteLength(payload, 'base64'),
    track: track === 'inbound' || track === 'outbound' ? track : usualTrack,
    hasSound: payload !== silence,
  }
}

function tokenOf(message: Readonly<Record<string, unknown>> | undefined): string | undefined {
  if (message?.['type'] !== 'text') return undefined
  const { token } = message
  return typeof token === 'string' ? token : undefined
}
