import type { Verdict } from './call-list.ts'
import type { SocketView } from './socket-view.ts'
import type { NotesView } from './call-notes.ts'

/** One parameter of a webhook, or one that is missing. */
export interface ParameterView {
  readonly name: string
  /** Null where Twilio usually sends the parameter and this webhook does not have it. */
  readonly value: string | null
  readonly state: 'known' | 'unknown' | 'absent'
  /** When Twilio sends it, from the catalog. */
  readonly explanation: string | null
  /** What the catalog finds wrong with it. */
  readonly findings: readonly string[]
}

/** Something that a check, or the grammar of TwiML, finds wrong. */
export interface FindingView {
  readonly severity: 'error' | 'warning' | 'info'
  readonly message: string
  /** The code that Twilio's debugger would log. */
  readonly twilioCode: number | null
  /** Where in the answer as it was sent. */
  readonly where: string | null
}

/** A line of pretty-printed TwiML, with what is wrong on it. */
export interface TwimlLine {
  readonly text: string
  readonly findings: readonly FindingView[]
}

/** A body: its text, or why it is not shown. */
export interface BodyView {
  readonly text: string | null
  readonly bytes: number
  /** Only so many bytes of a longer body were recorded. */
  readonly truncatedAt: number | null
}

/** Header names and values, in order. */
export type HeaderViews = readonly (readonly [name: string, value: string])[]

/** The answer of the app. */
export interface AnswerView {
  readonly status: number
  readonly headers: HeaderViews
  readonly body: BodyView
  /** Null when the answer is not well-formed TwiML. */
  readonly twiml: readonly TwimlLine[] | null
  /** What the caller hears, in words. */
  readonly heard: readonly string[]
}

/** What can be copied, or the reason why it cannot. */
export type Copyable = { readonly text: string; readonly note: string } | { readonly reason: string }

/** What somebody on the line did before a webhook, or how the line itself went on. */
export interface ToldView {
  readonly who: 'caller' | 'line'
  readonly text: string
}

/** One webhook with its answer. */
export interface ExchangeView {
  readonly id: string
  /** Null when the request was not recognised. */
  readonly kind: string | null
  /** The kind; what else it is where it has none. */
  readonly title: string
  /** When Twilio makes this request. */
  readonly trigger: string | null
  /** Whether Twilio asked the app, or the app asked Twilio's REST API. */
  readonly from: 'twilio' | 'app'
  /** The CallSid of the leg. */
  readonly leg: string | null
  /** Milliseconds since the call started. */
  readonly offsetMs: number
  readonly durationMs: number
  readonly method: string
  readonly url: string
  readonly headers: HeaderViews
  readonly body: BodyView
  readonly parameters: readonly ParameterView[]
  /** What led to this request. */
  readonly told: readonly ToldView[]
  readonly answer: AnswerView | null
  /** What went over the WebSocket that this request opened; null where it opened none, or nothing is known of it. */
  readonly socket: SocketView | null
  readonly isSocket: boolean
  /** Why no WebSocket is shown although the answer connects one. */
  readonly socketNote: string | null
  readonly problem: {
    readonly message: string
    readonly twilioCode: number | null
    readonly title: string | null
  } | null
  readonly findings: readonly FindingView[]
  readonly signature: Verdict
  /** Why the signature did not match, as far as the recorder found out. */
  readonly signatureCause: { readonly message: string; readonly change: string | null } | null
  readonly curl: Copyable
}

/** A recorded call, ready to be shown. */
export interface CallView {
  readonly id: string
  readonly callSid: string | null
  readonly startedAt: string
  readonly from: string | null
  readonly to: string | null
  readonly isRedacted: boolean
  /** How many exchanges are shown as they were before redaction; absent or 0: none. */
  readonly revealed?: number
  /** What somebody has noted about it; absent in an exported page. */
  readonly notes?: NotesView
  readonly legs: readonly { readonly callSid: string; readonly parentCallSid: string | null }[]
  /** How long Twilio waits for an answer, in milliseconds. */
  readonly limitMs: number
  readonly exchanges: readonly ExchangeView[]
  /** The call as an HTTP Archive, in JSON. */
  readonly har: string
}
