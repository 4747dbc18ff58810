export type {
  Body,
  Exchange,
  ExchangeRequest,
  ExchangeResponse,
  Headers,
  Problem,
  Provenance,
  SignatureVerdict,
} from './exchange.ts'
export { recordingVersion, type Leg, type Recording, type RedactionSummary } from './recording.ts'
export type { RecordingStore, Recovery } from './recording-store.ts'
