import '@ringback/common/require-node'

export { blockingFileSystem } from './blocking-file-system.ts'
export { openDirectoryStore, type DirectoryStore, type DirectoryStoreOptions } from './directory-store.ts'
export { keyOfExchange } from '../recordings-of.ts'
export { recordingFileName } from './files/file-names.ts'
export type { Durability } from './durability.ts'
export { nodeFileSystem, type DirectoryEntry, type FileSystem, type WriteOptions } from './file-system.ts'
export {
  openRecordingsReader,
  readListedRecording,
  type RecordingsReaderOptions,
} from './folder-index/recordings-reader.ts'
export { FolderInUseError, lockFolder, shareFolderLock, type FolderLock, type LockOptions } from './lock.ts'
export { folderNotes } from './notes/folder-notes.ts'
export {
  notesFolderOf,
  readNotes,
  removeNotesAbout,
  writeNotes,
  type ReadNotes,
} from './notes/notes-folder.ts'
export {
  openRegularFile,
  openRegularFileNow,
  readRegularFile,
  readRegularFileNow,
  readRegularText,
} from './regular-file.ts'
export {
  makeGitIgnore,
  makeStateFolder,
  stateFolderOf,
  writeInOneStep,
  writeStateFile,
} from './state-folder.ts'
