export { bodyOf, bytesOf } from './body.ts'
export type {
  Body,
  Exchange,
  ExchangeRequest,
  ExchangeResponse,
  Headers,
  Problem,
  Provenance,
  RedactionSummary,
  SignatureVerdict,
} from './exchange.ts'
export { recordingVersion, type Leg, type Recording } from './recording.ts'
export type { RecordingStore, Recovery } from './recording-store.ts'
export type { RedactionClass } from './redact/found.ts'
export { createRedactor, type Redactor, type RedactorOptions } from './redact/redactor.ts'
