import { RingbackError } from '@ringback/common'
import type { Damage } from '../damage.ts'
import type { Exchange } from '../exchange.ts'
import type { Recording } from '../recording.ts'
import type { RecordingStore } from '../recording-store.ts'
import { keyOfExchange, recordingsOf, withReplaced } from '../recordings-of.ts'
import type { Durability } from './durability.ts'
import { nodeFileSystem, type FileSystem } from './file-system.ts'
import { createFileIndex } from './files/file-index.ts'
import { keysOfRecording } from './files/file-names.ts'
import type { RecordingFolder } from './files/folder.ts'
import { createIdMemory } from './files/id-memory.ts'
import { exchangesIn, fileHolding, replaceFiles } from './files/merge.ts'
import { indexFolder } from './files/open-folder.ts'
import { createFolderWriter } from './files/writer.ts'
import { lockFolder } from './lock.ts'
import { removeNotes } from './notes/notes-folder.ts'

/** How `openDirectoryStore` opens a folder. */
export interface DirectoryStoreOptions {
  /** Where recordings are kept, one file a call; made when it is missing. */
  readonly directory: string
  /** `read`: look at what is there, also while another process records; nothing is written. */
  readonly access?: 'write' | 'read'
  /** `held`: the caller has locked the folder with `lockFolder` and keeps the lock. Default: taken and given back. */
  readonly lock?: 'take' | 'held'
  /** Default `process`. */
  readonly durability?: Durability
  /** A call with more exchanges is kept in several files, of which only the last is written again. Default 200. */
  readonly exchangesPerFile?: number
  /** Is told of files that cannot be read, as they are found. */
  readonly onDamage?: (damage: Damage) => void
  /** Default: the real one. */
  readonly fs?: FileSystem
}

/** A store of recordings in a folder, one JSON file a call. */
export interface DirectoryStore extends RecordingStore {
  readonly directory: string
  /** The name of the file that holds an exchange; undefined when there is none. */
  fileOf(exchange: Exchange): Promise<string | undefined>
  /** Whether a recording is found by a key: the CallSid of a leg, or what `keyOfExchange` gives. */
  holds(key: string): Promise<boolean>
  /** Removes the files of a recording, and before them the notes on it. */
  remove(recording: Recording): Promise<void>
}

/** How many exchange ids a store remembers, so that calls that go on are not read again. */
const idsRemembered = 20_000

/**
 * Opens a folder of recordings.
 * @throws {FolderInUseError} while another process writes to the folder.
 * @throws {RingbackError} `no-recordings` when a folder that shall be read does not exist.
 */
export async function openDirectoryStore(options: DirectoryStoreOptions): Promise<DirectoryStore> {
  const { directory, access = 'write', fs = nodeFileSystem } = options
  const isReadOnly = access === 'read'
  if (isReadOnly && !(await fs.exists(directory))) {
    throw new RingbackError('no-recordings', `The recordings folder ${directory} does not exist.`, {
      remedy: 'Record calls first: ringback record http://127.0.0.1:3000',
    })
  }
  const lock = isReadOnly || options.lock === 'held' ? undefined : await lockFolder(directory)
  const damage = new Map<string, Damage>()
  const folder: RecordingFolder = {
    fs,
    directory,
    isReadOnly,
    sync: options.durability === 'power',
    exchangesPerFile: options.exchangesPerFile ?? 200,
    index: createFileIndex(),
    ids: createIdMemory(idsRemembered),
    taken: new Set(),
    report(found) {
      if (damage.has(found.where)) return
      damage.set(found.where, found)
      options.onDamage?.(found)
    },
  }
  try {
    if (!isReadOnly) await fs.makeDirectory(directory)
    await indexFolder(folder)
  } catch (error) {
    lock?.release()
    throw error
  }
  return storeOf(folder, damage, () => lock?.release())
}

function storeOf(
  folder: RecordingFolder,
  damage: ReadonlyMap<string, Damage>,
  release: () => void,
): DirectoryStore {
  const { directory, isReadOnly } = folder
  const writer = createFolderWriter(folder)
  let isOpen = true

  function assertWritable(): void {
    if (isReadOnly) throw new Error(`${directory} was opened for reading; nothing was written.`)
    if (!isOpen) throw new Error(`The store of ${directory} is closed; nothing was written.`)
  }

  return {
    directory,
    damage: () => [...damage.values()],
    async append(exchange) {
      assertWritable()
      await writer.append(exchange)
    },
    async fileOf(exchange) {
      await writer.settled()
      return fileHolding(folder, exchange)
    },
    async holds(key) {
      await writer.settled()
      return folder.index.filesOf([key]).length > 0
    },
    async remove(recording) {
      assertWritable()
      await removeNotes(
        directory,
        recording.exchanges.map(({ id }) => id),
      )
      await writer.inTurn(async () => replaceRecording(folder, recording, []))
    },
    async *list() {
      await writer.settled()
      yield* listRecordings(folder)
    },
    async read(callSid) {
      await writer.settled()
      return readCall(folder, callSid)
    },
    async replace(exchanges) {
      assertWritable()
      await writer.inTurn(async () => replaceExchanges(folder, exchanges))
    },
    async write(recording) {
      assertWritable()
      await writer.inTurn(async () => replaceRecording(folder, recording, [recording]))
    },
    async close() {
      if (!isOpen) return
      isOpen = false
      await writer.settled()
      release()
    },
  }
}

async function readCall(folder: RecordingFolder, callSid: string): Promise<Recording | undefined> {
  const found = recordingsOf(await exchangesIn(folder, folder.index.filesOf([callSid])))
  return found.find(({ legs }) => legs.some((leg) => leg.callSid === callSid))
}

async function replaceRecording(
  folder: RecordingFolder,
  recording: Recording,
  others: readonly Recording[],
): Promise<void> {
  await replaceFiles(folder, others, folder.index.filesOf(keysOfRecording(recording)))
}

async function replaceExchanges(folder: RecordingFolder, exchanges: readonly Exchange[]): Promise<void> {
  for (const [key, others] of Map.groupBy(exchanges, keyOfExchange)) {
    const files = folder.index.filesOf([key])
    const kept = await exchangesIn(folder, files)
    await replaceFiles(folder, recordingsOf(withReplaced(kept, others)), files)
  }
}

async function* listRecordings(folder: RecordingFolder): AsyncIterable<Recording> {
  const { index } = folder
  const shown = new Set<string>()
  for (const name of index.names().reverse()) {
    if (!index.has(name) || shown.has(name)) continue
    const files = index.filesOf(index.keysOf(name))
    for (const each of files) shown.add(each)
    yield* recordingsOf(await exchangesIn(folder, files)).reverse()
  }
}
