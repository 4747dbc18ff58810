import type { Parameters, WebhookKind } from '@ringback/catalog'
import type { Problem } from '@ringback/recording'
import type { DocumentContext, ElementId, KnownElement } from '@ringback/twiml'
import type { Leg } from '../legs/leg.ts'
import type { Scope } from '../simulation/scope.ts'
import type { ParameterValues } from '../webhooks/webhook-parameters.ts'
import type { Simulation } from '../simulation/simulation.ts'

/** Where a document runs. It decides which verbs are allowed. */
export type Place = DocumentContext

/** A document to be requested. */
export interface DocumentRequest {
  readonly kind: WebhookKind
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly values?: ParameterValues
  /** All parameters, when they are not made from the current state of the leg. */
  readonly parameters?: Parameters
}

/** The source of a document: a URL, or the parameter `Twiml` of the REST API. */
export type DocumentSource =
  | { readonly type: 'request'; readonly request: DocumentRequest }
  | { readonly type: 'inline'; readonly twiml: string }

/** The run of documents on a leg. */
export interface DocumentRun {
  readonly simulation: Simulation
  readonly leg: Leg
  /** Ends when the documents stop: hang-up, update, dequeued. */
  readonly scope: Scope
  readonly place: Place
  /** Runs a separate leg from its first document to its end. */
  readonly runLeg: (simulation: Simulation, leg: Leg, first: DocumentSource) => Promise<void>
}

/** How a run of documents ended: nothing was left to run, or a verb ended it. */
export type RunEnd = 'finished' | 'hangup' | 'leave' | 'failed'

/** What a verb needs to run. */
export interface VerbContext extends DocumentRun {
  /** The URL of the document, which relative URLs resolve against; undefined for inline TwiML. */
  readonly baseUrl: string | undefined
  /** Runs other documents within this one: a whisper, a wait document. */
  readonly runDocuments: (run: DocumentRun, first: DocumentSource) => Promise<RunEnd>
}

/** What happens after a verb. */
export type Next =
  | { readonly to: 'next-verb' }
  | { readonly to: 'document'; readonly request: DocumentRequest }
  | { readonly to: 'hangup' }
  /** Twilio cannot continue: it requests the fallback URL, or says that an error occurred and ends the call. */
  | { readonly to: 'failed'; readonly failure: Failure }
  /** Leave the queue of this wait document. */
  | { readonly to: 'leave' }

/** Why a document could not be fetched, or cannot continue. */
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
