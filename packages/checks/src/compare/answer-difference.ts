/** One way in which an answer is not the one that was expected. */
export interface AnswerDifference {
  /**
   * `status`, `location` of a redirect, `content-type`: another one. `twiml`: another document. `no-twiml`: Twilio cannot
   * run it. `lint`: Twilio would log something new; `lint-fixed`: it would no longer log something. `body`: any other
   * body. `no-answer`: nothing whole came back. `answers-now`: something came back, and nothing did before.
   */
  readonly code:
    | 'status'
    | 'location'
    | 'content-type'
    | 'twiml'
    | 'no-twiml'
    | 'lint'
    | 'lint-fixed'
    | 'body'
    | 'no-answer'
    | 'answers-now'
  /**
   * `breaking`: the caller, the called party or the course of the call notices. `safe`: none of them does.
   * `not-comparable`: it cannot be told, because of what the recording or its redaction leaves out.
   */
  readonly severity: 'breaking' | 'safe' | 'not-comparable'
  /** What changed and what the caller would notice, in sentences. */
  readonly message: string
  /** Where in the TwiML: `Response/Gather[1]/@timeout`. */
  readonly path?: string
  readonly expected?: string
  readonly actual?: string
  /** What Twilio's debugger would log. */
  readonly twilioCode?: number
}
