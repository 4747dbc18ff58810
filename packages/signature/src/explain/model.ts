import type { FrameworkLine } from '../app-check/framework-change.ts'
import type { SignedBody } from '../content.ts'
import type { CauseCode } from './causes/cause-code.ts'

/** Another auth token that Twilio may have signed with. It is never shown: causes name its role and label. */
export interface TokenCandidate {
  readonly token: string
  /** Which token it is, seen from the app. */
  readonly role: 'secondary' | 'test' | 'live' | 'subaccount' | 'other'
  /** How to call it in a message: an account's name, an environment variable. */
  readonly label?: string
}

/** Known facts besides the request that may lead to what Twilio signed. */
export interface Candidates {
  /** Other auth tokens. */
  readonly authTokens?: readonly (string | TokenCandidate)[]
  /** URLs from Twilio's console or from the app's configuration. */
  readonly urls?: readonly string[]
  /** Public hosts, with or without a port. */
  readonly hosts?: readonly string[]
  readonly ports?: readonly number[]
  /** Path prefixes that a proxy may strip or add: `/api`. */
  readonly pathPrefixes?: readonly string[]
  /** Query strings that a proxy may have removed. */
  readonly queries?: readonly string[]
  /** Names of parameters that this kind of webhook carries, to find those that the app dropped. */
  readonly parameterNames?: readonly string[]
}

/** Parameters as an app's parser left them: numbers, nulls, nested objects. */
export type ParsedParameters =
  | readonly (readonly [name: string, value: unknown])[]
  | Readonly<Record<string, unknown>>

/** Request headers, in any of the usual shapes. */
export type GivenHeaders =
  | Iterable<readonly [name: string, value: string]>
  | Readonly<Record<string, string | readonly string[] | undefined>>

/** A request whose signature does not match, as the app sees it. */
export interface RequestToExplain {
  /** The URL that the app checked against. */
  readonly url: string
  readonly method: string
  readonly headers?: GivenHeaders | undefined
  /** The parameters that the app checked with. */
  readonly parameters?: ParsedParameters | undefined
  /** The raw body. With it, changed parameters are found for certain. */
  readonly body?: SignedBody | undefined
  /** Taken from `headers` when absent. */
  readonly contentType?: string | undefined
  readonly authToken: string
  /** The X-Twilio-Signature header; taken from `headers` when absent. */
  readonly signature?: string | undefined
  readonly candidates?: Candidates | undefined
  /** Maximum number of variants to try. Default: 150,000, about a second. */
  readonly limit?: number | undefined
}

/** One line of code for each framework. */
export interface Fixes {
  readonly express: string
  readonly fastify: string
  readonly hono: string
  readonly nextjs: string
}

/** One difference between what Twilio signed and what the app checked. */
export interface Cause {
  readonly code: CauseCode
  /** What happened. */
  readonly message: string
  /** What to change. */
  readonly change: string
  readonly fixes: Fixes
}

/**
 * `found: true` only when an HMAC matched, so that the causes are certain to give what Twilio signed. No causes: the
 * signature matches as it is.
 */
export type Explanation =
  | {
      readonly found: true
      readonly causes: readonly Cause[]
      /** The URL that Twilio signed. */
      readonly signedUrl: string
      /** All causes repaired at once. */
      readonly fixes: Fixes
      /** The same in frameworks of other languages; empty when more than scheme, host and path prefix differs. */
      readonly otherLanguages: readonly FrameworkLine[]
      readonly tried: number
    }
  | { readonly found: false; readonly tried: number; readonly hints: readonly Hint[] }

/** Something that is odd about a request that could not be explained. */
export interface Hint {
  readonly code: HintCode
  readonly message: string
}

/** What is odd about a request, in kebab case. */
export type HintCode =
  | 'signature-missing'
  | 'signature-malformed'
  | 'auth-token-missing'
  | 'auth-token-malformed'
  | 'auth-token-is-sid'
  | 'url-malformed'
  | 'host-private'
  | 'parameters-missing'
  | 'body-not-given'
  | 'body-hash-missing'
  | 'auth-token-other'
  | 'limit-reached'
