import type { WebhookKind } from '@ringback/catalog'
import type { PactProviderState } from '../pact/pact.ts'

/** A URL of the app and the kind of webhook that Twilio sends there. */
export interface Route {
  readonly kind: WebhookKind
  /** A path (`/voice/menu?attempt=1`) or a whole URL. */
  readonly url: string
  /** What Twilio is configured to use. Default: Twilio's own default for the kind. */
  readonly method?: 'GET' | 'POST'
  /** Values that the webhooks to this URL have; null leaves a parameter out: `{ Digits: '1' }`. */
  readonly parameters?: Readonly<Record<string, string | null>>
  /** What has to be so in the app. Default: a call that comes in, or one in progress. */
  readonly state?: PactProviderState
  /** `plain`: the ordinary webhook alone. Default: `representative`. */
  readonly cases?: 'plain' | 'representative' | 'every'
}
