import type { Route } from './route.ts'

/** A URL in a TwiML document that Twilio would request. */
export interface TwimlTarget extends Pick<Route, 'kind' | 'method' | 'url' | 'accepts'> {
  /** True when it is reached by a caller who does nothing at a prompt. */
  readonly isAfterSilence: boolean
}
