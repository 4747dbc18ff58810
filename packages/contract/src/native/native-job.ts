import type { VerifierOptions } from '@pact-foundation/pact-core'

/** What the verifier is to do. */
export interface NativeJob {
  readonly id: number
  readonly options: VerifierOptions
}

/** What it printed about it: JSON, or the message of an error. */
export interface NativeAnswer {
  readonly id: number
  readonly output: string
}
