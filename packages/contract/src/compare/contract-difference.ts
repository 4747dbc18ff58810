import type { AnswerDifference } from '@ringback/checks'

/** One way in which an interaction is not what the contract says. */
export interface ContractDifference extends Omit<AnswerDifference, 'code'> {
  /**
   * As `AnswerDifference` names them, and: `forged-accepted`: a request with a wrong signature is accepted. `state`: a
   * state handler failed. `pact`: Pact's verifier found it.
   */
  readonly code: AnswerDifference['code'] | 'forged-accepted' | 'state' | 'pact'
}

/** The message of a difference with its place in the TwiML. */
export function describeDifference({ message, path }: ContractDifference): string {
  return path === undefined ? message : `${message} (${path})`
}
