import type { Finding } from '@ringback/catalog'

/** What a check finds: a code that stays, Twilio's own code where there is one, and what the caller or the console sees. */
export interface CheckFinding extends Finding {
  /** Where: `line 3, column 7` of the answer, the URL of a target. */
  readonly where?: string
}
