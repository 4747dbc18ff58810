import type { Redacted } from '../finding.ts'

/** What is known where a value stands. */
export interface ValueContext {
  /** The host and port of the app, whose paths are its own wording; empty where there is none. */
  readonly ownHost: string
  /** What stands for a whole value that is known already; undefined where nothing can be known. */
  readonly pseudonymOf: ((value: string) => string | undefined) | undefined
  /** Whether a word in a path of the app is the app's own wording. */
  readonly isOwnSegment: (segment: string) => boolean
}

/** Pseudonyms for whole values: parameters, form bodies, JSON, URLs. */
export interface ValueRedactor {
  /** The value of a parameter, by what the catalog knows of its name; unknown names by the shape of the value. */
  parameter(name: string, value: string, context: ValueContext): Redacted
  /** The value of a parameter of the app's own: two characters stay. */
  ownParameter(name: string, value: string, context: ValueContext): Redacted
  /** A value of which only the shape is known. */
  unknown(value: string, context: ValueContext): Redacted
  token(value: string): Redacted
  json(text: string, context: ValueContext): Redacted
  readonly form: FormRedactor
  readonly url: UrlRedactor
}

export interface FormOptions {
  /** A query string of the app's own, and no form. */
  readonly ownQuery: boolean
}

/** A form body or a query string redacted: order, duplicates, empty values and spelling stay. */
export type FormRedactor = (text: string, context: ValueContext, options: FormOptions) => Redacted

/** A URL or a reference redacted, part by part: user, host, path, query, fragment. */
export type UrlRedactor = (text: string, context: ValueContext) => Redacted
