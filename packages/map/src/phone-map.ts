import type { Step, Waiting } from '@ringback/simulator'
import type { WebhookKind } from '@ringback/catalog'

/** A webhook in a call, and the answer to it. */
export interface MapWebhook {
  readonly kind: WebhookKind
  readonly method: string
  readonly url: string
  /** Null when no answer came back. */
  readonly status: number | null
  /** The problems of the answer, as Twilio's debugger logs them. */
  readonly problem: MapProblem | null
}

/** Something that went wrong in a call. */
export interface MapProblem {
  readonly level: 'error' | 'warning'
  readonly code: string
  readonly twilioCode: number | null
  readonly message: string
  /** The page that caused it; null when no page did. */
  readonly page: string | null
}

/** What happens in a call from one input to the next. */
export interface Segment {
  /** What the caller heard: texts and sounds. */
  readonly heard: readonly string[]
  /** The language of each text of `heard`, as its Say has it (`es-MX`); empty where there is none. */
  readonly languages: readonly string[]
  readonly webhooks: readonly MapWebhook[]
  readonly problems: readonly MapProblem[]
  /** Addresses that were dialled. */
  readonly dialled: readonly string[]
  /** True when the caller was connected to a person, or a message was recorded. */
  readonly reachedSomebody: boolean
  /** The app refused the call on purpose. */
  readonly rejected: boolean
  /** Keys that the app asked of a dialled person; undefined when it asked for none. */
  readonly screening: string | undefined
}

/** A place in the call where it waits for a person. */
export interface MapState {
  readonly id: number
  readonly waiting: Waiting
  /** The document that it is in. */
  readonly url: string | null
  /** The shortest path here. */
  readonly path: readonly Step[]
  /** The previous state on that path; null for the first. */
  readonly parent: number | null
  /** What the caller heard since the last input, the prompts of a Gather included. */
  readonly heard: readonly string[]
  /** The language of each text of `heard`, as its Say has it (`es-MX`); empty where there is none. */
  readonly languages: readonly string[]
}

/** The end of a call. Ends with the same texts and sounds are one. */
export interface MapEnd {
  readonly id: string
  readonly heard: readonly string[]
  readonly problems: readonly MapProblem[]
}

/** From a state to the next, or to an end. */
export interface MapEdge {
  /** Null for the beginning of the call. */
  readonly from: number | null
  readonly input: readonly Step[]
  /** A state, an end, or null when the limits were reached before. */
  readonly to: number | string | null
  /** How often the input was repeated before it led to another state. */
  readonly times: number
  /** True when the input leads back to an earlier state however often it is repeated. */
  readonly isLoop: boolean
  readonly segment: Segment
}

/** What hanging up at a state leads to. */
export interface MapHangup {
  readonly at: number
  readonly segment: Segment
}

/** What is wrong at a mark. */
export type MarkKind =
  | 'broken-target'
  | 'endless-loop'
  | 'dead-end'
  | 'key-not-handled'
  | 'key-not-said'
  | 'no-person'
  | 'placeholder'
  | 'unreachable-route'

/** Something that is wrong with the phone tree. */
export interface MapMark {
  /** The same for the same cause, wherever the app listens. */
  readonly id: string
  readonly kind: MarkKind
  /** An error ends the call or never ends it; a warning only bothers the caller. */
  readonly severity: 'error' | 'warning'
  readonly message: string
  /** The shortest path that shows it. */
  readonly path: readonly Step[]
  /** That path as a key path, for `ringback call --keys`. */
  readonly keys: string
  /** The state where it occurs; null when it is not at a state. */
  readonly state: number | null
  readonly twilioCode: number | null
}

/** A sentence of a menu that speaks of keys and could not be read. Keys that such a menu does not offer are not marked. */
export interface MapUnreadPrompt {
  /** The state where it is heard. */
  readonly state: number
  readonly sentence: string
}

/** How it showed that an app keeps state by caller, and who called from then on. */
export interface MapCallerMemory {
  /** The key path that led to different answers in two calls of the same caller, and to the first one with fresh callers. */
  readonly keys: string
  /** `fresh`: another caller in each call; `one`: the caller that the options name. */
  readonly callers: 'fresh' | 'one'
}

/** A phone tree. */
export interface PhoneMap {
  readonly voiceUrl: string
  readonly states: readonly MapState[]
  readonly ends: readonly MapEnd[]
  readonly edges: readonly MapEdge[]
  readonly hangups: readonly MapHangup[]
  readonly marks: readonly MapMark[]
  readonly unreadPrompts: readonly MapUnreadPrompt[]
  /** Set when the app keeps state by caller; null when all callers were treated alike. */
  readonly callerMemory: MapCallerMemory | null
  readonly calls: number
  /** Requests to the app. */
  readonly requests: number
  /** Answers of the app that were judged. */
  readonly judged: number
  /** Pages of the app that gave an answer which Twilio can use: a path counts once for each thing Twilio asks it. */
  readonly reachedPages: number
  /** Why there may be more than is shown, one clause for each reason; empty when everything was seen. */
  readonly limits: readonly string[]
}
