/** A time span within a socket, in milliseconds since it was opened. */
export interface SpanView {
  readonly atMs: number
  readonly untilMs: number
}

/** What one of them said while a socket was open. */
export interface SpeechView extends SpanView {
  readonly by: 'caller' | 'app'
  /** Empty where it is audio. */
  readonly text: string
}

/** Something that happened on a socket besides speech. */
export interface SocketEventView {
  readonly atMs: number
  readonly who: 'caller' | 'app' | 'Twilio'
  readonly kind: 'mark' | 'clear' | 'key' | 'interrupt' | 'play' | 'end' | 'error'
  readonly text: string
}

/** Frames in a row. */
export interface FrameView extends SpanView {
  readonly from: 'twilio' | 'app'
  readonly count: number
  /** The frame as it was sent; null for audio. */
  readonly text: string | null
  /** What is kept of audio, in words; null for a text frame. */
  readonly audio: string | null
}

/** What went over a WebSocket. */
export interface SocketView {
  readonly protocol: string
  readonly sid: string
  readonly durationMs: number
  readonly speech: readonly SpeechView[]
  /** When both spoke at once. */
  readonly talkOver: readonly SpanView[]
  readonly events: readonly SocketEventView[]
  readonly frames: readonly FrameView[]
  /** Frames that were not kept, as there were too many. */
  readonly leftOut: number
  readonly end: string
}
