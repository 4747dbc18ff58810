import type { WebhookKind } from '@ringback/catalog'

/** What `ringback.config.ts` may hold. Every field has an option of the same name on the command line, which wins. */
export interface RingbackConfig {
  /** Where the proxy forwards and replay sends: the app's own address, `http://127.0.0.1:3000`. */
  readonly target?: string
  /** What Twilio requests and signs: `https://phone.example.com`. Defaults to the address of the request. */
  readonly publicUrl?: string
  /** The Voice URL of the number: whole, or a path on the public URL. */
  readonly voiceUrl?: string
  /** The number's fallback URL. */
  readonly voiceFallbackUrl?: string
  /** The number's status callback URL. */
  readonly statusCallback?: string
  /** The account's auth token. Better kept in the environment: TWILIO_AUTH_TOKEN. */
  readonly authToken?: string
  /** What the proxy does about X-Twilio-Signature. */
  readonly signature?: 'off' | 'warn' | 'require'
  /** Where recordings are kept, from the configuration file's folder. */
  readonly recordings?: string
  /** False keeps recordings as they are: never commit those. */
  readonly redact?: boolean
  /** Parameters that redaction leaves alone, in Twilio's spelling. */
  readonly keep?: readonly string[]
  /** Which URL of the app answers which webhook kind, where the kind's parameters alone do not tell. */
  readonly routes?: Readonly<Partial<Record<WebhookKind, string>>>
}

/** Types a configuration. Gives back what it gets. */
export function defineConfig(config: RingbackConfig): RingbackConfig {
  return config
}
