/** A pact of specification V4, as far as ringback writes and reads it. */
export interface Pact {
  readonly consumer: { readonly name: string }
  readonly provider: { readonly name: string }
  readonly interactions: readonly PactInteraction[]
  readonly metadata: Readonly<Record<string, unknown>>
}

/** A pact and the name of the file it is kept in. */
export interface PactFile {
  readonly name: string
  readonly pact: Pact
}

/** One request of Twilio's and what the app answers. */
export interface PactInteraction {
  /** Absent in pacts before V4, which hold nothing but HTTP. */
  readonly type?: string
  readonly key?: string
  readonly description: string
  readonly pending?: boolean
  readonly providerStates?: readonly PactProviderState[]
  readonly request: PactRequest
  readonly response: PactResponse
  readonly comments?: Readonly<Record<string, unknown>>
}

/** What has to be so in the app before an interaction. */
export interface PactProviderState {
  readonly name: string
  readonly params?: Readonly<Record<string, unknown>>
}

export interface PactRequest {
  readonly method?: string
  readonly path?: string
  readonly query?: Readonly<Record<string, readonly string[]>>
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly body?: PactBody
  readonly matchingRules?: PactRules
  readonly generators?: PactGenerators
}

export interface PactResponse {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly body?: PactBody
  readonly matchingRules?: PactRules
}

export interface PactBody {
  readonly content: unknown
  readonly contentType?: string
  readonly encoded?: boolean | string
}

/** By part of the message (`body`, `header`, `query`, `status`), then by path. */
export type PactRules = Readonly<Record<string, Readonly<Record<string, PactRule>>>>

export interface PactRule {
  readonly combine?: 'AND' | 'OR'
  readonly matchers: readonly PactMatcher[]
}

export type PactMatcher =
  | { readonly match: 'type' }
  | { readonly match: 'regex'; readonly regex: string }
  | { readonly match: 'statusCode'; readonly status: string }

/** By part of the message, then by path. */
export type PactGenerators = Readonly<Record<string, unknown>>

/** Whether an interaction is a request and its answer: a file may also hold messages. */
export function isHttpInteraction({ type, request }: PactInteraction): boolean {
  // Files are not typed: a message has no request.
  return (type === undefined || type === 'Synchronous/HTTP') && typeof request === 'object'
}

/** A rule with one matcher. */
export function rule(matcher: PactMatcher): PactRule {
  return { combine: 'AND', matchers: [matcher] }
}

/** A rule that the whole value must match. */
export function regexRule(regex: string): PactRule {
  return rule({ match: 'regex', regex })
}
