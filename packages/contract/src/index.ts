export {
  buildPacts,
  pactFiles,
  planInteractions,
  type BuildOptions,
  type PactOptions,
} from './build/build-pacts.ts'
export { interactionsOfRecordings, type SkippedExchange } from './build/from-recordings.ts'
export { pinAnswers, type PinFailure } from './build/pin-answers.ts'
export type { PlannedInteraction } from './build/planned-interaction.ts'
export type { Route } from './build/route.ts'
export { providerState } from './build/state-of.ts'
export { contractNote, freedoms, type ContractNote, type Freedom } from './pact/contract-note.ts'
export type { Pact, PactFile, PactInteraction, PactProviderState } from './pact/pact.ts'
