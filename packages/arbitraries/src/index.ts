import '@ringback/common/require-node'

export {
  callParameters,
  callValueProblems,
  withCallValues,
  type CallValues,
  type CallValueUse,
} from './call-values.ts'
export { couldHaveProduced, type MembershipOptions } from './membership/could-have-produced.ts'
export {
  coverageCounter,
  coverageOf,
  type Coverage,
  type CoverageCounter,
  type CoverageItem,
} from './coverage/coverage.ts'
export { coverageReport, type CoverageReportOptions } from './coverage/coverage-report.ts'
export { catalogRowsOf, type CatalogRow } from './membership/catalog-row.ts'
export { driftOf, type ObservedWebhook } from './membership/drift-of.ts'
export {
  driftCollector,
  type DriftCollector,
  type DriftFinding,
  type DriftReport,
} from './membership/drift-report.ts'
export type { DriftReason, DriftRow } from './membership/drift.ts'
export { edgeCasesOf, type EdgeCase } from './edge-cases.ts'
export type { GeneratedWebhook } from './generated-webhook.ts'
export type { Overrides } from './overrides.ts'
export { distanceFromPlain, plainWebhook } from './plainness.ts'
export { webhook, webhookOf } from './webhook.ts'
export type { WebhookOptions } from './webhook-options.ts'
export { clientAddress } from './values/client-identity.ts'
export { confidence } from './values/confidence.ts'
export { customParameter, sipHeader, type NamedValue } from './values/custom-parameter.ts'
export { callerName } from './values/caller-name.ts'
export { iso8601Date, rfc2822Date } from './values/dates.ts'
export { digits } from './values/digits.ts'
export { e164 } from './values/e164.ts'
export { rawNumber } from './values/raw-number.ts'
export { sid } from './values/sid.ts'
export { sipUri } from './values/sip-uri.ts'
export { speech } from './values/speech.ts'
export { addOns, callTokenValue, passportToken } from './values/tokens.ts'
export { whatsappAddress } from './values/whatsapp-address.ts'
export { withheldCaller } from './values/withheld-caller.ts'
export { callFlow, type CallFlow, type CallFlowOptions } from './flow/call-flow.ts'
export type { Delivery } from './flow/deliver.ts'
export { hostileWebhook, type HostileWebhook, type Hostility } from './hostile/hostile-webhook.ts'
