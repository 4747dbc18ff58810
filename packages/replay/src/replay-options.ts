import type { Exchange, Recording } from '@ringback/recording'
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
  readonly redactor?: Pick<Redactor, 'keyId' | 'redactAnswer' | 'redactExchange'>
  /**
   * Opens the original of a redacted exchange, what Twilio really sent and the app really answered; null where it is not at
   * hand. Needs `redactor`. The original is then what is sent and compared, and the differences are said in redacted
   * terms. Exchanges without an original are judged strictly only where a replay has noted that the app answers their
   * redacted request alike (`note`); a difference in any other is `not-comparable`.
   */
  readonly originalOf?: (exchange: Exchange) => Exchange | null | Promise<Exchange | null>
  /**
   * Takes recordings in which it was noted how the app answers the redacted requests (`redaction.withPseudonyms`). The
   * redacted requests are sent after the originals of a recording, where all of those were answered as before.
   */
  readonly note?: (recording: Recording) => Promise<void>
  /** True: differences are also said with the real values, in `revealed`. Default: in redacted terms only. */
  readonly reveal?: boolean
  /**
   * Takes recordings whose answers changed, with the new answers in them; and the originals of the changed exchanges with
   * the new answers, where there are originals.
   */
  readonly update?: (recording: Recording, originals: readonly Exchange[]) => Promise<void>
  /** Ends the replay after the exchange being sent. */
  readonly signal?: AbortSignal
}
