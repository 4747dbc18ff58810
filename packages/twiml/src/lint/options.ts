import type { DocumentContext } from '../data/document-contexts.ts'
import type { FindingParts } from '../finding.ts'
import type { AnyKnownElement } from '../view/runnable-children.ts'
import type { ElementRow } from '../model.ts'

/** Where a document comes from, as far as it matters to Twilio. */
export interface LintOptions {
  /** Where in a call the document is used. Default: `voice`, where every verb may stand. */
  readonly context?: DocumentContext
  /** The Content-Type of the answer; empty when it has none. Left out: not judged. */
  readonly contentType?: string
  /** The URL the document came from. */
  readonly baseUrl?: string
  /** True for the `Twiml` parameter of the REST API, which has no URL of its own. */
  readonly inline?: boolean
}

/** What a rule finds, before Twilio's level is looked up. */
export type Problem = Omit<FindingParts, 'element'> & { readonly element?: string }

/** An element that Twilio runs, as the rules see it. */
export interface Visit {
  readonly element: AnyKnownElement
  readonly row: ElementRow
  /** Undefined for the root. */
  readonly parent: AnyKnownElement | undefined
  readonly options: LintOptions
}

/** Judges one element (not its children). */
export type ElementRule = (visit: Visit) => readonly Problem[]
