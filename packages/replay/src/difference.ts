/** One way in which an answer is not what it was. */
export interface Difference {
  readonly code: 'status' | 'content-type' | 'twiml' | 'body' | 'no-answer' | 'answers-now'
  /** `breaking`: the caller, the called party or Twilio notices. `safe`: none of them does. */
  readonly severity: 'breaking' | 'safe'
  /** One sentence: what changed, and what the caller would notice. */
  readonly message: string
  /** Where in the TwiML: `Response/Gather[1]/@timeout`. */
  readonly path?: string
  readonly expected?: string
  readonly actual?: string
}
