/**
 * How bad a finding is, on Twilio's scale: an `error` ends the call in Twilio, a `warning` is what Twilio
 * logs as one, `info` is worth knowing and never fails anything.
 */
export type Severity = 'error' | 'warning' | 'info'

/** What a check, a validator or the linter returns. */
export interface Finding {
  /** Stable, kebab-case, starts with its area: `parameter-missing`, `twiml-unknown-element`. */
  readonly code: string
  readonly severity: Severity
  /** One sentence: what is wrong, and what to do where that is known. */
  readonly message: string
  /** The code Twilio's debugger would log, where there is one. */
  readonly twilioCode?: number
  /** The parameter concerned, in Twilio's spelling. */
  readonly parameter?: string
}

/** A finding about one parameter of a webhook. */
export interface ParameterFinding extends Finding {
  readonly parameter: string
}
