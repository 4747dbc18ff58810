import { RingbackError } from '@ringback/common'
import type { Damage, Exchange, RecordingStore } from '@ringback/recording'
import { blockingFileSystem, openDirectoryStore, type DirectoryStore } from '@ringback/recording/node'
import { createRedactor } from '@ringback/redaction'
import {
  claimFolderKey,
  createDatabaseOriginalsKeeper,
  createOriginalsKeeper,
  settledExchange,
  type KeyRing,
  type RedactionSettings,
  type SettledExchange,
} from '@ringback/redaction/node'
import type { Io } from '../shell/io.ts'
import type { StoreAddress } from '../store/store-address.ts'
import { redactionKeys, type FoundKeys } from '../state/redaction-key.ts'
import { reportDamage } from './damage.ts'
import { folderUnusable } from './folder.ts'
import { placeName, type RecordingsPlace } from './place.ts'
import { settleFirst } from './settle-first.ts'

/** How exchanges are written. */
export interface RecordingWriterOptions {
  readonly place: RecordingsPlace
  /** Where the key is kept, if none is given otherwise. */
  readonly directory: string
  readonly redact: boolean
  readonly redaction: RedactionSettings
  /** Keep the originals of redacted exchanges, sealed. */
  readonly originals: boolean
}

/**
 * Writes exchanges as the recorder leaves them there: redacted, with their originals sealed. What fails is told as `recordings-unusable` of
 * a folder, and as `store-unusable` of a database.
 */
export interface RecordingWriter {
  readonly append: (exchange: Exchange) => Promise<void>
  readonly close: () => Promise<void>
}

/** Originals are sealed in groups, since each group writes the sealed file of a recording anew, or is sent to a database. */
const mostWaiting = 200

/**
 * Opens recordings for writing: locks a folder, or connects to a database, which takes nothing that is not redacted.
 * @throws {RingbackError} `recordings-unusable`, `store-unusable`, or `WrongKeyError` where they were recorded with another key.
 */
export async function openRecordingWriter(options: RecordingWriterOptions, io: Io): Promise<RecordingWriter> {
  const { place, directory, redact } = options
  if (place.store !== undefined) return databaseWriter(options, place.store, io)
  await settleFirst(place, io)
  const keys = redact ? await redactionKeys(directory, io.env) : undefined
  let store: DirectoryStore | undefined
  try {
    store = await openDirectoryStore({
      directory: place.folder,
      onDamage: (damage) => reportDamage(io, damage),
    })
    if (keys !== undefined) await claimFolderKey(place.folder, keys.ring, keys.keyFile)
    return writerTo(store, keys, options, io)
  } catch (error) {
    await store?.close()
    throw folderUnusable(place.folder, error)
  }
}

async function databaseWriter(
  options: RecordingWriterOptions,
  address: StoreAddress,
  io: Io,
): Promise<RecordingWriter> {
  if (!options.redact) {
    throw new RingbackError(
      'not-redacted',
      `Recordings that are not redacted are not written to a database that others read: ${placeName(options.place)}.`,
      {
        remedy:
          'Leave out --no-redact (and `redact: false`), or record into a folder: --recordings <folder>.',
      },
    )
  }
  const { openKeyedStore } = await import('../store/with-keyed-store.ts')
  const { recordings, originals, ring } = await openKeyedStore(address, io)
  return writer(recordings, ring, createDatabaseOriginalsKeeper(originals, ring.current), options)
}

function writerTo(
  store: DirectoryStore,
  keys: FoundKeys | undefined,
  options: RecordingWriterOptions,
  io: Io,
): RecordingWriter {
  if (keys === undefined) return worded(store, options.place.folder)
  const disk = {
    recordings: options.place.folder,
    ring: keys.ring,
    fs: blockingFileSystem,
    sync: false,
    onDamage: (damage: Damage) => reportDamage(io, damage),
  }
  return worded(writer(store, keys.ring, createOriginalsKeeper(disk, store), options), options.place.folder)
}

/** A writer into a folder that says so when something fails. */
function worded({ append, close }: RecordingWriter, folder: string): RecordingWriter {
  const orUnusable = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      throw folderUnusable(folder, error)
    }
  }
  return {
    append: async (exchange) => orUnusable(async () => append(exchange)),
    close: async () => orUnusable(close),
  }
}

/** Redacts what is written, and keeps the originals of what was taken. */
function writer(
  store: Pick<RecordingStore, 'append' | 'close'>,
  { current: { pseudonymKey: key, keyId } }: KeyRing,
  keepOriginals: (settled: readonly SettledExchange[]) => Promise<void>,
  { redaction, originals }: RecordingWriterOptions,
): RecordingWriter {
  const redactor = createRedactor({ ...redaction, key, keyId })
  let waiting: SettledExchange[] = []
  const seal = async (): Promise<void> => {
    const settled = waiting
    waiting = []
    await keepOriginals(settled)
  }
  return {
    async append(original) {
      const recorded = redactor.redactExchange(original)
      await store.append(recorded)
      // What comes redacted has no original here.
      if (originals && original.redaction === undefined) waiting.push(settledExchange(recorded, original))
      if (waiting.length >= mostWaiting) await seal()
    },
    async close() {
      try {
        await seal()
      } finally {
        await store.close()
      }
    },
  }
}
