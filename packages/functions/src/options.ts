import type { TwilioApiHandler } from './runtime/rest-client.ts'

/** How Functions run. */
export interface FunctionsOptions {
  /** The account's auth token: protected Functions and assets are checked with it, and `context.AUTH_TOKEN` is it. */
  readonly authToken: string
  /** `context.ACCOUNT_SID`, where neither `environment` nor `.env` has an account's SID. */
  readonly accountSid?: string
  /** Variables of `context`. They win over those of `.env`. */
  readonly environment?: Readonly<Record<string, string>>
  /** Milliseconds that an invocation has. Default: 10,000, as at Twilio. */
  readonly timeLimitMs?: number
  /**
   * Answers what `context.getTwilioClient()` and `Runtime.getSync()` ask of Twilio's REST API. Default: every such request is
   * refused with an error in the Function. Nothing of it is sent to Twilio in either case.
   */
  readonly twilioApi?: TwilioApiHandler
  /**
   * Takes each text that Functions write to the console, and why an invocation failed. Default: the console's texts go there.
   */
  readonly onLog?: (text: string) => void
}
