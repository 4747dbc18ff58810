/** The source of exchanges in which Twilio opens a WebSocket to the app. */
export const socketSource = 'socket'

/** The protocols that Twilio speaks over WebSockets. */
export type SocketProtocol = 'media-streams' | 'conversation-relay'

/** Who sent something over a WebSocket. */
export type SocketSide = 'twilio' | 'app'

interface FrameTimes {
  readonly from: SocketSide
  /** Milliseconds since the socket was opened. */
  readonly atMs: number
  /** The time of the last of `count` frames; `atMs` for one. */
  readonly untilMs: number
  /** How many frames in a row this stands for. */
  readonly count: number
}

/** A text frame. The tokens of one answer (`{"type":"text"}`) are one frame, with their texts joined. */
export interface TextFrame extends FrameTimes {
  readonly text: string
}

/** Audio: media messages in a row, without what they sounded like. */
export interface AudioFrames extends FrameTimes {
  readonly audioBytes: number
  readonly track: 'inbound' | 'outbound'
  /** False: silence throughout. True for what the app sends, which is not listened to. */
  readonly hasSound: boolean
}

/** What was sent over a WebSocket. */
export type SocketFrame = TextFrame | AudioFrames

/** What somebody said, or an app played, while a WebSocket was open. */
export interface SocketSpeech {
  readonly by: 'caller' | 'app'
  /** Milliseconds since the socket was opened. */
  readonly atMs: number
  readonly untilMs: number
  /** Empty where it is audio. */
  readonly text: string
}

/** A WebSocket from its first frame to its end. */
export interface SocketLog {
  readonly protocol: SocketProtocol
  /** The StreamSid, or the SessionId of a ConversationRelay. */
  readonly sid: string
  /** In the order of `atMs`. */
  readonly frames: readonly SocketFrame[]
  /** How many frames more there were than are kept (`socketLimits`). */
  readonly leftOut: number
  /** Who spoke when; known where ringback was on the line. */
  readonly speech: readonly SocketSpeech[]
  /** Who closed it; `network`: the connection was lost. */
  readonly closedBy: SocketSide | 'network'
  /** The code of the close frame; 1005 for a frame without one, 1006 where there was none. */
  readonly closeCode: number
  readonly closeReason: string
}

/** What is kept of one WebSocket at most: entries of `frames`, and characters of one and of all texts. */
export const socketLimits = { frames: 2000, frameCharacters: 16_000, characters: 200_000 } as const
