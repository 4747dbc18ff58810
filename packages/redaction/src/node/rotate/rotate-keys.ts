import { recordingsOf, type Damage, type Exchange, type Recording } from '@ringback/recording'
import {
  keyOfExchange,
  lockFolder,
  nodeFileSystem,
  openDirectoryStore,
  type DirectoryStore,
  type FileSystem,
} from '@ringback/recording/node'
import { claimFolderKey } from '../keys/folder-key.ts'
import type { KeyRing } from '../keys/redaction-keys.ts'
import { createOriginalsKeeper } from '../originals/keep-originals.ts'
import { originalInLine, settledExchange, type SettledExchange } from '../originals/original-text.ts'
import { removeUnfinishedOriginals } from '../originals/originals-folder.ts'
import type { OriginalsDisk } from '../originals/put-originals.ts'
import { createOriginalsReader, type OriginalsReader } from '../originals/read-originals.ts'
import { removeOriginals } from '../originals/remove-originals.ts'
import { keepSettleSettings, settleSettingsWith } from '../settle/kept-settings.ts'
import { redactionOf } from '../settle/redaction-of.ts'
import { sealSetAsideAgain } from '../settle/set-aside.ts'
import { sealOriginalsAgain } from './seal-again.ts'

/** What `rotateKeys` brings under the current key of a ring. */
export interface RotateOptions {
  /** The recordings folder. Its spool must have been settled. */
  readonly recordings: string
  /** The new key is its current one; the ones that are replaced are its older ones. */
  readonly ring: KeyRing
  /** The file that the ring was read from; noted in the folder. */
  readonly keyFile?: string | undefined
  readonly onDamage?: (damage: Damage) => void
  /** Is called after each recording with how many were looked at. */
  readonly onProgress?: (recordings: number) => void
  /** Default: the real one. */
  readonly fs?: FileSystem
}

/** What became of the recordings of a folder. */
export interface RotatedKeys {
  /** Recordings that have new pseudonyms now. */
  readonly redacted: number
  /** Recordings that were under the new key before. */
  readonly current: number
  /** Recordings that keep their old pseudonyms, since not all of their exchanges have an original, by the id of their key. */
  readonly kept: Readonly<Record<string, number>>
  /** Recordings that are not redacted at all. */
  readonly plain: number
}

/**
 * Redacts all recordings that have originals anew under the current key, and seals their originals and all else that is
 * sealed under it. May be interrupted at any moment, and called again: each recording is there under the old or the new key
 * all the time, and the end is the same.
 * @throws {WrongKeyError} when an original was sealed with a key that is not in the ring.
 * @throws {FolderInUseError} while another process writes to the folder.
 */
export async function rotateKeys(options: RotateOptions): Promise<RotatedKeys> {
  const { recordings, ring, keyFile, onDamage = () => undefined, fs = nodeFileSystem } = options
  const lock = await lockFolder(recordings)
  try {
    await removeUnfinishedOriginals(recordings)
    const store = await openDirectoryStore({ directory: recordings, lock: 'held', onDamage, fs })
    const disk: OriginalsDisk = { recordings, ring, fs, sync: false, onDamage }
    const settings = { recordings, ring, ...(await settleSettingsWith(recordings, ring)) }
    // What is remembered of calls has pseudonyms of the old key; redacting the recordings learns it anew.
    const { redact, flush } = await redactionOf(settings, { anew: true, onDamage })
    const reader = createOriginalsReader(recordings, ring, onDamage)
    const rotation: Rotation = { disk, store, redact, reader }
    const outcomes: Outcome[] = []
    for (const recording of await recordingsIn(store)) {
      const read = await recording()
      if (read !== undefined) outcomes.push(await rotate(read, rotation))
      options.onProgress?.(outcomes.length)
    }
    await flush()
    await sealOriginalsAgain(disk, store, settings)
    await sealSetAsideAgain(recordings, ring, onDamage)
    await keepSettleSettings(settings)
    await store.close()
    await claimFolderKey(recordings, ring, keyFile)
    return countsOf(outcomes)
  } finally {
    lock.release()
  }
}

interface Rotation {
  readonly disk: OriginalsDisk
  readonly store: DirectoryStore
  readonly reader: OriginalsReader
  readonly redact: (exchange: Exchange) => Exchange
}

type Outcome =
  | { readonly type: 'redacted' | 'current' | 'plain' }
  | { readonly type: 'kept'; readonly keyId: string }

async function rotate(recording: Recording, { disk, store, reader, redact }: Rotation): Promise<Outcome> {
  const { keyId } = disk.ring.current
  if (recording.redaction === undefined) return { type: 'plain' }
  const isCurrent = recording.exchanges.every(({ redaction }) => redaction?.keyId === keyId)
  const settled: SettledExchange[] = []
  for (const exchange of recording.exchanges) {
    const found = reader.find(exchange)
    if (found === undefined) {
      return isCurrent ? { type: 'current' } : { type: 'kept', keyId: recording.redaction.keyId }
    }
    const original = originalInLine(found.line)
    // Redacted also where it is already, so that what it teaches of others is known.
    settled.push(settledExchange(redact(original), original))
  }
  if (isCurrent) return { type: 'current' }
  const recorded = settled.map((each) => each.recorded)
  for (const each of recordingsOf(recorded)) await store.write(each)
  await createOriginalsKeeper(disk, store)(settled)
  const keys = new Set(recorded.map(keyOfExchange))
  if (!recording.exchanges.some((exchange) => keys.has(keyOfExchange(exchange)))) {
    await store.remove(recording)
    await removeOriginals(disk, reader, recording.exchanges)
  }
  return { type: 'redacted' }
}

/** The recordings, oldest first, each read when it is asked for; undefined when it is gone by then. */
async function recordingsIn(
  store: DirectoryStore,
): Promise<readonly (() => Promise<Recording | undefined>)[]> {
  const found: (() => Promise<Recording | undefined>)[] = []
  for await (const recording of store.list()) {
    const { callSid } = recording
    found.unshift(callSid === null ? async () => recording : async () => store.read(callSid))
  }
  return found
}

function countsOf(outcomes: readonly Outcome[]): RotatedKeys {
  const count = (type: Outcome['type']): number => outcomes.filter((outcome) => outcome.type === type).length
  const kept: Record<string, number> = {}
  for (const outcome of outcomes) {
    if (outcome.type === 'kept') kept[outcome.keyId] = (kept[outcome.keyId] ?? 0) + 1
  }
  return { redacted: count('redacted'), current: count('current'), kept, plain: count('plain') }
}
