import type { CallValues } from '@ringback/arbitraries'
import type { FreePart } from '@ringback/checks'
import type { Recording } from '@ringback/recording'
import type { Route } from './route.ts'

/** How interactions become pact files. */
export interface PactOptions {
  /** The name of the app: Pact's provider. */
  readonly provider: string
  /** Who sends the webhooks: Pact's consumer. Default: `twilio`. */
  readonly consumer?: string
  /** What an answer may change without breaking the contract. Default: wording and voice. */
  readonly free?: readonly FreePart[]
  /** Whether a forged webhook must be refused on every route. Default: true. */
  readonly refusesForged?: boolean
  /** Interactions in one file. Default: 50; Pact's verifier takes quadratic time in it. */
  readonly maxInteractions?: number
}

/** What the interactions of a contract are made from. */
export interface PlanOptions {
  /** URLs of the app and what Twilio sends there: the representative cases of the catalog are built for each. */
  readonly routes?: readonly Route[]
  /** Who calls whom in the webhooks of routes, and values of other parameters. Default: invented ones. */
  readonly call?: CallValues
  /** What Twilio sent and the app answered, redacted. */
  readonly recordings?: Iterable<Recording>
  /** What Twilio requests. Default: `https://phone.example.com`. */
  readonly publicUrl?: string
}

/** What a contract is built from, and how it is written. */
export interface BuildPactsOptions extends PactOptions, PlanOptions {}

/** The public URL where none is given. */
export const defaultPublicUrl = 'https://phone.example.com'
