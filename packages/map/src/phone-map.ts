import type { Step, Waiting } from '@ringback/simulator'
import type { WebhookKind } from '@ringback/catalog'

/** A webhook in a call, and the answer to it. */
export interface MapWebhook {
  readonly kind: WebhookKind
  readonly method: string
  readonly url: string
  /** Null when nothing came back. */
  readonly status: number | null
  /** What was wrong with the answer, as Twilio's debugger says it. */
  readonly problem: MapProblem | null
}

/** Something that went wrong in a call. */
export interface MapProblem {
  readonly level: 'error' | 'warning'
  readonly code: string
  readonly twilioCode: number | null
  readonly message: string
  /** The page that is to blame; null when there is none. */
  readonly page: string | null
}

/** What happens in a call from one input to the next. */
export interface Segment {
  /** What the caller was told, by voice or by medium. */
  readonly heard: readonly string[]
  readonly webhooks: readonly MapWebhook[]
  readonly problems: readonly MapProblem[]
  /** Addresses that were dialled. */
  readonly dialled: readonly string[]
  /** Somebody was on the other side, or a message was taken. */
  readonly reachedSomebody: boolean
  /** The app refused the call on purpose. */
  readonly rejected: boolean
  /** Keys that somebody who was dialled was asked for; undefined when nobody was. */
  readonly screening: string | undefined
}

/** A place in the call where it waits for somebody. */
export interface MapState {
  readonly id: number
  readonly waiting: Waiting
  /** The document that it stands in. */
  readonly url: string | null
  /** The shortest path here. */
  readonly path: readonly Step[]
  /** The state before on that path; null for the first. */
  readonly parent: number | null
  /** What the caller was told since the last input, the prompts of a Gather included. */
  readonly heard: readonly string[]
}

/** The end of a call. Ends in which the caller hears the same are one. */
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
  /** A state, an end, or null when the limits left it open. */
  readonly to: number | string | null
  /** How often the input was repeated before it led anywhere else. */
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
  | 'unreachable-route'

/** Something that is wrong with the phone tree. */
export interface MapMark {
  readonly kind: MarkKind
  /** An error ends the call or never ends it; a warning only bothers the caller. */
  readonly severity: 'error' | 'warning'
  readonly message: string
  /** The shortest path that shows it. */
  readonly path: readonly Step[]
  /** The same as a key path, for `ringback call --keys`. */
  readonly keys: string
  /** The state where it shows; null when there is none. */
  readonly state: number | null
  readonly twilioCode: number | null
}

/** A phone tree. */
export interface PhoneMap {
  readonly voiceUrl: string
  readonly states: readonly MapState[]
  readonly ends: readonly MapEnd[]
  readonly edges: readonly MapEdge[]
  readonly hangups: readonly MapHangup[]
  readonly marks: readonly MapMark[]
  readonly calls: number
  /** Requests to the app. */
  readonly requests: number
  /** Answers of the app that were judged. */
  readonly judged: number
  /** Pages of the app that gave an answer which Twilio can use: a path counts once for each thing Twilio asks it. */
  readonly reachedPages: number
  /** Why there may be more than is shown, a clause each; empty when all was seen. */
  readonly limits: readonly string[]
}
