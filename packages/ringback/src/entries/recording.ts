/** `ringback/recording`: recordings and the folder they are kept in. */
import '@ringback/common/require-node'

export {
  bytesOf,
  createMemoryStore,
  fromHar,
  parametersOf,
  parseRecording,
  serializeRecording,
  toHar,
  type Body,
  type Exchange,
  type ExchangeRequest,
  type ExchangeResponse,
  type Har,
  type HarImport,
  type Leg,
  type ParsedRecording,
  type Problem,
  type Provenance,
  type Recording,
  type RecordingStore,
  type SignatureVerdict,
} from '@ringback/recording'
export { openDirectoryStore, type DirectoryStore, type DirectoryStoreOptions } from '@ringback/recording/node'
