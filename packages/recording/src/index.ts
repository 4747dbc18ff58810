import '@ringback/common/require-node'

export { bodyCharacters, bodyOf, bytesOf, lengthOf } from './body.ts'
export type { Damage } from './damage.ts'
export type {
  Body,
  Exchange,
  ExchangeRequest,
  ExchangeResponse,
  Headers,
  Problem,
  Provenance,
  PseudonymVerdict,
  RedactionSummary,
  SignatureCause,
  SignatureVerdict,
} from './exchange.ts'
export { restApiSource } from './exchange.ts'
export { createExchangeIds, exchangeIdAt, timeOfExchangeId, type ExchangeIdSource } from './exchange-ids.ts'
export { fromHar, type FromHarOptions, type HarImport } from './har/from-har.ts'
export type { Har, HarEntry, HarPair } from './har/har.ts'
export { toHar, type ToHarOptions } from './har/to-har.ts'
export { headerOf } from './header-of.ts'
export { mayHold } from './removal/may-hold.ts'
export { kindName } from './socket/kind-name.ts'
export { createMemoryStore } from './memory-store.ts'
export { notesLimits, notesProblems, type CallNotes } from './notes/call-notes.ts'
export { mergedNotes, type AddedNotes } from './notes/merged-notes.ts'
export type { NotesAbout } from './notes/notes-about.ts'
export type { NotesStore, SearchableNotes } from './notes/notes-store.ts'
export { partiesOf, type Parties } from './parties-of.ts'
export { parameterOf, parametersOf } from './parameters-of.ts'
export type { CallCriteria, SearchedText } from './calls/call-criteria.ts'
export type { CallEntry, CallPlace, CallTable, SearchedPart } from './calls/call-table.ts'
export {
  parseExchange,
  parsePseudonymVerdict,
  parseRecording,
  parseResponse,
  type ParsedRecording,
} from './parse-recording.ts'
export { recordingVersion, type Leg, type Recording } from './recording.ts'
export type { RecordingStore } from './recording-store.ts'
export type { RecordingSummary } from './reader/recording-summary.ts'
export type {
  ListedRecording,
  RecordingsPage,
  RecordingsReader,
  WantedRecordings,
} from './reader/recordings-reader.ts'
export type { LearnedValues, NumberedLearning, SealedLearning } from './learned/learned-values.ts'
export type { ForgottenList, SealedForgotten } from './removal/forgotten-list.ts'
export type { RemovableRecordings, RemovedExchange } from './removal/removable-recordings.ts'
export { recordingsOf } from './recordings-of.ts'
export { redeliveriesIn } from './redeliveries.ts'
export type { ExchangeName, SealedOriginal, SealedOriginals } from './originals/sealed-originals.ts'
export {
  socketLimits,
  socketSource,
  type AudioFrames,
  type SocketFrame,
  type SocketLog,
  type SocketProtocol,
  type SocketSide,
  type SocketSpeech,
  type TextFrame,
} from './socket/socket.ts'
export type { RotatableRecordings, RotatedExchange } from './rotation/rotatable-recordings.ts'
export { serializeRecording } from './serialize-recording.ts'
export { inShard, parseShard, type Shard } from './shard.ts'
export { talkOverOf } from './socket/talk-over.ts'
