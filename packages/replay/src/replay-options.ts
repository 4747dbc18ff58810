import type { Recording } from '@ringback/recording'
import type { Redactor } from '@ringback/redaction'
import type { TwilioClient } from '@ringback/twilio-client/node'

/** How recordings are replayed. */
export interface ReplayOptions {
  /** What to send again, in this order. */
  readonly recordings: AsyncIterable<Recording> | Iterable<Recording>
  /** The client that sends to the app under a recorded public URL; its origin is what the recording was signed for. */
  readonly clientFor: (publicOrigin: string) => TwilioClient
  /**
   * Redacts the new answers under the key that the recordings were redacted with. Without it numbers and SIDs are not
   * comparable.
   */
  readonly redactor?: Pick<Redactor, 'keyId' | 'redactAnswer'>
  /** Takes recordings whose answers changed, with the new answers in them. */
  readonly update?: (recording: Recording) => Promise<void>
  /** Ends the replay after the exchange being sent. */
  readonly signal?: AbortSignal
}
