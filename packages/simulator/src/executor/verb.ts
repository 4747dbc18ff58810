import type { Parameters, WebhookKind } from '@ringback/catalog'
import type { Problem } from '@ringback/recording'
import type { DocumentContext, ElementId, KnownElement } from '@ringback/twiml'
import type { Leg } from '../legs/leg.ts'
import type { Scope } from '../simulation/scope.ts'
import type { ParameterValues } from '../webhooks/webhook-parameters.ts'
import type { Simulation } from '../simulation/simulation.ts'

/** The place a document runs in; it decides which verbs work. */
export type Place = DocumentContext

/** A document to be requested. */
export interface DocumentRequest {
  readonly kind: WebhookKind
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly values?: ParameterValues
  /** The whole parameters, where they are not made from the leg as it is. */
  readonly parameters?: Parameters
}

/** Where a document comes from: a URL, or the REST API's `Twiml`. */
export type DocumentSource =
  | { readonly type: 'request'; readonly request: DocumentRequest }
  | { readonly type: 'inline'; readonly twiml: string }

/** The run of documents on a leg. */
export interface DocumentRun {
  readonly simulation: Simulation
  readonly leg: Leg
  /** Ends when the documents do not go on: hang-up, update, dequeued. */
  readonly scope: Scope
  readonly place: Place
  /** Runs a leg of its own from its first document to its end. */
  readonly runLeg: (simulation: Simulation, leg: Leg, first: DocumentSource) => Promise<void>
}

/** How a run of documents ended: nothing was left to do, or a verb ended it. */
export type RunEnd = 'finished' | 'hangup' | 'leave' | 'failed'

/** What a verb needs to run. */
export interface VerbContext extends DocumentRun {
  /** The URL of the document, which relative URLs resolve against; undefined for inline TwiML. */
  readonly baseUrl: string | undefined
  /** Runs other documents within this one: a whisper, what is heard while waiting. */
  readonly runDocuments: (run: DocumentRun, first: DocumentSource) => Promise<RunEnd>
}

/** What comes after a verb. */
export type Next =
  | { readonly to: 'next-verb' }
  | { readonly to: 'document'; readonly request: DocumentRequest }
  | { readonly to: 'hangup' }
  /** Twilio cannot go on: the fallback is asked, or the call ends with a word of regret. */
  | { readonly to: 'failed'; readonly failure: Failure }
  /** Out of the queue whose wait document this is. */
  | { readonly to: 'leave' }

/** Why a document cannot be had, or cannot go on. */
export interface Failure {
  readonly problem: Problem
  /** The URL that failed. */
  readonly url: string
  /** The parameters it was requested with. */
  readonly parameters: Parameters
}

/** The next verb. */
export const nextVerb: Next = { to: 'next-verb' }

/** Runs one verb. */
export type RunVerb<Id extends ElementId> = (
  context: VerbContext,
  verb: KnownElement<Id>,
) => Promise<Next> | Next
