import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../root.ts'

/** A field of a message that is sent over a WebSocket. */
export interface SocketField {
  /** `start.mediaFormat.encoding`: the fields that lead to it, with dots between. */
  readonly path: string
  /** In the words of docs/facts/realtime.md. */
  readonly type: string
  readonly presence: string
  readonly example: unknown
  readonly source: string
  readonly confidence: string
  readonly note?: string
}

/** A message of one of the two protocols. */
export interface SocketMessage {
  readonly name: string
  readonly protocol: 'media-streams' | 'conversation-relay'
  readonly direction: 'twilio->app' | 'app->twilio'
  readonly fields: readonly SocketField[]
  /** When it is sent. */
  readonly order?: string
  readonly notes?: readonly string[]
}

/** Both protocols, with the headings that they stand under. */
export const socketProtocols = [
  { protocol: 'media-streams', title: 'Media Streams', channel: 'mediaStream' },
  { protocol: 'conversation-relay', title: 'ConversationRelay', channel: 'conversationRelay' },
] as const

/** The messages of both protocols: the rows of docs/facts/realtime.md, sections 2.1 and 3.2. */
export function socketMessages(): readonly SocketMessage[] {
  const text = readFileSync(join(root, 'fixtures/sockets/protocols.json'), 'utf8')
  return (JSON.parse(text) as { readonly messages: readonly SocketMessage[] }).messages
}

/** `StreamMediaFromTwilio`: a name that is a class in any language, since some messages go both ways. */
export function socketMessageId({ protocol, direction, name }: SocketMessage): string {
  const capital = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`
  const side = direction === 'twilio->app' ? 'FromTwilio' : 'FromApp'
  return `${protocol === 'media-streams' ? 'Stream' : 'Relay'}${capital}${side}`
}
