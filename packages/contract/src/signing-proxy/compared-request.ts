import type { HeardAnswers } from '../compare/compare-with-contract.ts'
import type { ContractDifference } from '../compare/contract-difference.ts'
import type { PactInteraction } from '../pact/pact.ts'

/** What the signing proxy found about one request. */
export interface ComparedRequest {
  /** Undefined when the request belongs to no known interaction. */
  readonly interaction: PactInteraction | undefined
  readonly differences: readonly ContractDifference[]
  readonly revealed?: readonly ContractDifference[] | undefined
  readonly heard?: HeardAnswers | undefined
  readonly durationMs: number
}
