/** One thing that an answer does otherwise than the contract says. */
export interface Judgement {
  readonly code:
    | 'twiml'
    | 'lint'
    | 'no-twiml'
    | 'content-type'
    | 'status'
    | 'location'
    | 'no-answer'
    | 'forged-accepted'
    | 'state'
    | 'pact'
  /** `breaking`: the caller, the called party or Twilio notices. `safe`: the contract allows it. */
  readonly severity: 'breaking' | 'safe'
  /** What changed and what the caller would notice, in sentences. */
  readonly message: string
  /** Where in the TwiML: `Response/Gather[1]/@timeout`. */
  readonly path?: string
  /** What Twilio's debugger would log. */
  readonly twilioCode?: number
}
