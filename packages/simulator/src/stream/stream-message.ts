import { otherFormatOf } from './audio-format.ts'
import { isRecord, jsonObjectOf } from './json-object.ts'
import type { AppFrame } from './socket/app-socket.ts'

/** A message of the app on a Media Stream, or what is wrong with it. */
export type StreamMessage =
  | {
      readonly type: 'media'
      readonly bytes: number
      /** Whether any of it is more than silence. */
      readonly isAudible: boolean
      readonly extra: readonly string[]
      /** What the payload is in place of mu-law. */
      readonly otherFormat: string | undefined
    }
  | { readonly type: 'mark'; readonly name: string; readonly extra: readonly string[] }
  | { readonly type: 'clear'; readonly extra: readonly string[] }
  /** The frame cannot be decoded. */
  | { readonly type: 'malformed'; readonly message: string }
  /** The JSON is not a message of the protocol. */
  | { readonly type: 'invalid'; readonly message: string }

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/

/** Reads a frame of the app (docs/facts/realtime.md, section 2.1). */
export function readStreamMessage({ text, isBinary }: AppFrame, streamSid: string): StreamMessage {
  if (isBinary) return { type: 'malformed', message: 'a binary frame; messages are text frames' }
  const message = jsonObjectOf(text)
  if (message === undefined) return invalid(`not a JSON object: ${text.slice(0, 60)}`)
  const event = message['event']
  if (event !== 'media' && event !== 'mark' && event !== 'clear') {
    return invalid(
      `unknown event ${JSON.stringify(event) ?? 'undefined'}; an app sends media, mark and clear`,
    )
  }
  if (message['streamSid'] !== streamSid) return invalid(streamSidFault(event, message))
  const extra = unexpected(message, event)
  if (event === 'clear') return { type: 'clear', extra }
  const inner = message[event]
  if (!isRecord(inner)) return invalid(`${event} without the object "${event}"`)
  if (event === 'mark') {
    const { name } = inner
    return typeof name === 'string' ? { type: 'mark', name, extra } : invalid('mark without mark.name')
  }
  const { payload } = inner
  if (typeof payload !== 'string') return invalid('media without media.payload')
  if (!base64.test(payload)) return invalid('media.payload is not base64')
  const audio = Buffer.from(payload, 'base64')
  return {
    type: 'media',
    bytes: audio.length,
    isAudible: audio.some((sample) => sample !== 0xff && sample !== 0x7f),
    extra,
    otherFormat: otherFormatOf(audio),
  }
}

function invalid(message: string): StreamMessage {
  return { type: 'invalid', message }
}

function streamSidFault(event: string, message: Readonly<Record<string, unknown>>): string {
  const given = message['streamSid']
  if (given !== undefined)
    return `${event} with the streamSid ${JSON.stringify(given)}, which is not this stream's`
  const near = Object.keys(message).find((key) => /^stream_?sid$/i.test(key))
  return `${event} without streamSid${near === undefined ? '' : ` (it has ${near})`}`
}

const fields = { media: ['payload'], mark: ['name'], clear: [] } as const

function unexpected(
  message: Readonly<Record<string, unknown>>,
  event: 'media' | 'mark' | 'clear',
): readonly string[] {
  const known = new Set<string>(['event', 'streamSid', ...(event === 'clear' ? [] : [event])])
  const inner = message[event]
  const innerKnown: readonly string[] = fields[event]
  return [
    ...Object.keys(message).filter((key) => !known.has(key)),
    ...(isRecord(inner) ? Object.keys(inner) : [])
      .filter((key) => !innerKnown.includes(key))
      .map((key) => `${event}.${key}`),
  ]
}
