import type { PactInteraction } from '../pact/pact.ts'
import type { VerifyOptions } from '../verify/verify-options.ts'
import type { AppAccess } from './ask-app.ts'
import type { CircuitBreaker } from './circuit-breaker.ts'
import type { ComparedRequest } from './compared-request.ts'
import type { StateHandlers } from './state-handlers.ts'

/** What the signing proxy works with. */
export interface SigningProxyOptions {
  readonly access: AppAccess
  readonly stateHandlers: StateHandlers
  /** As in the options of the verification. */
  readonly originalOf?: VerifyOptions['originalOf'] | undefined
  readonly redactor?: VerifyOptions['redactor'] | undefined
  readonly reveal?: boolean | undefined
  /** The interactions by their I-Twilio-Idempotency-Token. */
  readonly interactions: ReadonlyMap<string, PactInteraction>
  readonly circuitBreaker: CircuitBreaker
  /** Called for every request to the app. */
  readonly onCompared: (compared: ComparedRequest) => void
  /** Called when a state handler failed, before the verifier gives the interaction up. */
  readonly onStateFailure: (state: string, message: string) => void
}
