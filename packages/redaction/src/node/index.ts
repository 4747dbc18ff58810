import '@ringback/common/require-node'

export type { ForgetOptions, ForgetWhere } from './forget/forget-options.ts'
export { forgetPerson, type Forgotten, type PersonRecording } from './forget/forget-person.ts'
export {
  forgetRecording,
  type ForgetRecordingOptions,
  type ForgottenRecording,
} from './forget/forget-recording.ts'
export { forgottenInDatabase, type DatabaseForgotten } from './forget/late/database-forgotten.ts'
export {
  createForgottenCheck,
  type ForgottenCheck,
  type ForgottenSource,
  type LateExchange,
} from './forget/late/forgotten-check.ts'
export type { ForgottenEntry } from './forget/late/forgotten-entry.ts'
export type { ForgettableDatabase } from './forget/places/database-place.ts'
export { claimDatabaseKey, keysOfDatabase } from './keys/database-key.ts'
export { claimFolderKey, keyOfFolder, type FolderKey } from './keys/folder-key.ts'
export {
  deriveRedactionKeys,
  keysWithId,
  readKeyRing,
  type KeyRing,
  type RedactionKeys,
} from './keys/redaction-keys.ts'
export { generateRootKey } from './keys/root-key.ts'
export { WrongKeyError } from './keys/wrong-key-error.ts'
export { exchangeOf } from './observed/exchange-of.ts'
export type { ObservedBody, ObservedExchange } from './observed/observed-exchange.ts'
export { createOriginalsKeeper } from './originals/keep-originals.ts'
export type { OriginalsDatabase } from './originals/database/database-originals.ts'
export { createDatabaseOriginalsKeeper } from './originals/database/keep-originals.ts'
export { openOriginals, type OriginalsOptions } from './originals/open-originals.ts'
export type { Originals } from './originals/originals.ts'
export {
  areOriginalsCommitted,
  letOriginalsIntoGit,
  originalsFolderOf,
} from './originals/originals-folder.ts'
export {
  pruneOriginals,
  sizeOfOriginals,
  type OriginalsSize,
  type PrunedOriginal,
  type PruneOptions,
} from './originals/prune-originals.ts'
export type { OriginalsDisk } from './originals/put-originals.ts'
export { openRecorder } from './recorder/open-recorder.ts'
export {
  openSharedRecorder,
  type SharedRecorder,
  type SharedRecorderOptions,
} from './recorder/open-shared-recorder.ts'
export { openWorkerRecorder, type WorkerRecorder } from './recorder/open-worker-recorder.ts'
export type { RecorderOptions } from './recorder/recorder-options.ts'
export type {
  NotRecordedReason,
  Recorder,
  RecorderCounts,
  RecorderEvent,
  Waiting,
} from './recorder/recorder.ts'
export { settleSpool, type SettledSpool, type SettleSpoolOptions } from './recorder/settle-spool.ts'
export type { SpoolOrder, WorkerSpool } from './recorder/worker-spool.ts'
export type { RotatedKeys } from './rotate/rotate-all.ts'
export type { RotatableDatabase } from './rotate/places/rotatable-database.ts'
export { rotateDatabaseKeys, type RotateDatabaseOptions } from './rotate/rotate-database-keys.ts'
export { rotateKeys, type RotateOptions } from './rotate/rotate-keys.ts'
export type { RecordedExchange, WholeExchanges } from './settle/messages.ts'
export { settleSettingsOf } from './settle/kept-settings.ts'
export { settledExchange, type SettledExchange } from './originals/original-text.ts'
export type { RedactionSettings, SettleSettings } from './settle/settings.ts'
export { appendFiles, type AppendFile, type AppendFiles } from './spool/append-file.ts'
export { hasSpool, spoolBytesOf, spoolFolderOf } from './spool/spool-folder.ts'
export type { KeptExchange, NotKeptReason } from './spool/spool-writer.ts'
