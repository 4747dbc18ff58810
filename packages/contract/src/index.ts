import '@ringback/common/require-node'

export {
  buildContract,
  type BuildCounts,
  type BuildEvent,
  type BuildOptions,
} from './build/build-contract.ts'
export type { BuildPactsOptions, PactOptions, PlanOptions } from './build/build-options.ts'
export { buildPacts } from './build/build-pacts.ts'
export type { SkippedExchange } from './build/from-recordings.ts'
export { pactFiles } from './build/pact-files.ts'
export { pinAnswers, type PinnedInteraction } from './build/pin-answers.ts'
export { planInteractions, type ContractPlan } from './build/plan-interactions.ts'
export type { PlannedInteraction } from './build/planned-interaction.ts'
export type { Route } from './build/route.ts'
export { providerState } from './build/state-of.ts'
export { freeParts, type FreePart } from '@ringback/checks'
export { contractNote, type ContractNote } from './pact/contract-note.ts'
export type { Pact, PactFile, PactInteraction, PactProviderState } from './pact/pact.ts'
export type { BrokerSource, VersionSelector } from './broker/broker-source.ts'
export { ContractError } from './contract-error.ts'
export type {
  StateHandler,
  StateHandlers,
  StateParameters,
  StateValues,
} from './signing-proxy/state-handlers.ts'
export { describeDifference, type ContractDifference } from './compare/contract-difference.ts'
export type { ContractVerdict, VerifiedInteraction, VerifyCounts, VerifyEvent } from './verify/events.ts'
export { loadPacts } from './verify/load-pacts.ts'
export { verify } from './verify/verify.ts'
export type { VerifyOptions } from './verify/verify-options.ts'
export {
  verifyProvider,
  type VerificationReport,
  type VerifyProviderOptions,
} from './verify/verify-provider.ts'
export type { BrokerAccess } from './broker/pact-cli.ts'
export { canIDeploy, type Deployability, type DeploymentOptions } from './broker/can-i-deploy.ts'
export { publishPacts, type PublishOptions } from './broker/publish-pacts.ts'
export { recordDeployment } from './broker/record-deployment.ts'
export { diffPacts, type ContractChange } from './diff/diff-pacts.ts'
export { provePact, type Proof } from './prove/prove-pact.ts'
