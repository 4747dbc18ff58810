import '@ringback/common/require-node'

export { isFinalCallStatus, nextCallStatuses } from './values/call-status.ts'
export {
  classify,
  type Certainty,
  type Classification,
  type ClassifyOptions,
  type ClassifyRequest,
  type Reason,
} from './classify/classify.ts'
export { isMessaging } from './classify/is-messaging.ts'
export { kindOf } from './classify/kind-of.ts'
export {
  callEvent,
  callEventStatuses,
  callStatusMachines,
  type CallStatusMachine,
} from './data/call-status-machine.ts'
export { withheldNumbers, withheldWords, type WithheldNumber } from './data/caller-ids.ts'
export { indistinguishableKinds, type IndistinguishableKinds } from './data/indistinguishable-kinds.ts'
export { sidPrefix } from './data/sid-prefixes.ts'
export { formatRfc2822 } from './grammars/dates/format-rfc2822.ts'
export { addressPrefix, parseAddress, type Address, type AddressScheme } from './values/parse-address.ts'
export { fictionalNumber } from './values/fictional-number.ts'
export { recordingUrl } from './values/recording-url.ts'
export { isSid } from './values/sid.ts'
export { twilioContentRows, type TwilioContentRow, type TwilioContentType } from './data/twilio-content.ts'
export { twilioContent, twilioContentCode } from './values/twilio-content.ts'
export { decodeForm, formParameter, formParameters, formText, type FormBody } from './form/decode-form.ts'
export { encodeForm, type FormStyle } from './form/encode-form.ts'
export { debuggerCode, restCode } from './codes/error-codes.gen.ts'
export type { DebuggerCode, DebuggerCodeRow, RestCode, RestCodeRow } from './codes/error-code-row.ts'
export { debuggerCodeRow, restCodeRow } from './codes/error-codes.ts'
export type { ConnectionStage, FailureReason, FailureRow } from './codes/failure-row.ts'
export { failureCode, failureReason, failureStreamCode } from './codes/failures.ts'
export { debuggerCodeRows } from './data/debugger-codes.ts'
export { failureRows } from './data/failures.ts'
export { restCodeRows } from './data/rest-codes.ts'
export type { Finding, ParameterFinding, Severity } from './finding.ts'
export { isWebhookKind, kindRow } from './kinds/kind-row.ts'
export { isKnownAnywhere } from './kinds/known-names.ts'
export { kinds } from './kinds/kinds.ts'
export {
  placeOfBase,
  placeOfKind,
  placesOfParameter,
  type CatalogPlace,
  type ParameterPlaces,
} from './kinds/place-of.ts'
export { unknownKindError } from './kinds/unknown-kind.ts'
export type {
  Confidence,
  Grammar,
  KindFamily,
  KindRow,
  ParameterRow,
  Presence,
  ValueGrammar,
} from './model.ts'
export { parameter } from './parameter.ts'
export {
  parametersFromRecord,
  recordFromParameters,
  valueOf,
  type ParameterRecord,
  type Parameters,
} from './parameters.ts'
export {
  answeredBy,
  apiVersion,
  bankAccountType,
  callStatus,
  callbackSource,
  conferenceEvent,
  debuggerLevel,
  debuggerPayloadType,
  dialCallStatus,
  direction,
  legacyConferenceEvent,
  participantCallStatus,
  payErrorType,
  payFor,
  payResult,
  paymentCardType,
  paymentMethod,
  paymentsApiCapture,
  queueResult,
  reasonConferenceEnded,
  reasonParticipantLeft,
  recordingSource,
  recordingStatus,
  recordingTrack,
  referCallStatus,
  sessionStatus,
  siprecEvent,
  smsStatus,
  stirStatus,
  stirVerstat,
  streamEvent,
  transcriptionEngine,
  transcriptionEvent,
  transcriptionStatus,
  transcriptionTrack,
  verificationStatus,
  virtualAgentStatus,
  type AnsweredBy,
  type ApiVersion,
  type BankAccountType,
  type CallStatus,
  type CallbackSource,
  type ConferenceEvent,
  type DebuggerLevel,
  type DebuggerPayloadType,
  type DialCallStatus,
  type Direction,
  type LegacyConferenceEvent,
  type ParticipantCallStatus,
  type PayErrorType,
  type PayFor,
  type PayResult,
  type PaymentCardType,
  type PaymentMethod,
  type PaymentsApiCapture,
  type QueueResult,
  type ReasonConferenceEnded,
  type ReasonParticipantLeft,
  type RecordingSource,
  type RecordingStatus,
  type RecordingTrack,
  type ReferCallStatus,
  type SessionStatus,
  type SiprecEvent,
  type SmsStatus,
  type StirStatus,
  type StirVerstat,
  type StreamEvent,
  type TranscriptionEngine,
  type TranscriptionEvent,
  type TranscriptionStatus,
  type TranscriptionTrack,
  type VerificationStatus,
  type VirtualAgentStatus,
} from './values.gen.ts'
export type { ParametersOf, Webhook, WebhookOf } from './webhook.ts'
export type { ParameterName, WebhookKind, WebhookParameters } from './webhooks.gen.ts'
export type {
  GrammarDefinition,
  OddForm,
  PrivateContent,
  Privacy,
  ValueForm,
  ValueTest,
} from './grammars/grammar-definition.ts'
export { grammars } from './grammars/grammars.ts'
export { isOfGrammar, isStray, isWritten } from './grammars/is-of-grammar.ts'
export { isFullyMasked, isMasked } from './grammars/masks.ts'
export { tellsNothing } from './grammars/tells-nothing.ts'
export { valuePattern } from './grammars/value-pattern.ts'
export { valueShapes, type ValueShapes } from './grammars/value-shapes.ts'
export { validate, type ValidateOptions } from './validate/validate.ts'
export { connectionOverrideRows, type ConnectionOverrideRow } from './data/connection-overrides.ts'
export {
  bodyHashParameter,
  followedRedirects,
  headerName,
  headerValue,
  relayUpgrade,
  streamUpgrade,
  wireHeaderName,
} from './data/http.ts'
export { limits } from './data/limits.ts'
export { sipResponseStatuses } from './data/sip-responses.ts'
export { recordHangup } from './data/spoken-words.ts'
export { encodingStyle } from './form/encoding-style.ts'
export {
  parseConnectionOverrides,
  type ConnectionOverrides,
  type ConnectionSettings,
} from './values/parse-connection-overrides.ts'
export { jsonSchema, type JsonSchema, type JsonSchemaOptions } from './schema/json-schema.ts'
export { openApiDocument, type OpenApiDocument } from './schema/open-api.ts'
export { webhookSchema } from './schema/webhook-schema.ts'
