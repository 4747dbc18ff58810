import { nodeFileSystem, lockFolder, openDirectoryStore, type FileSystem } from '@ringback/recording/node'
import type { Damage } from '@ringback/recording'
import { claimFolderKey } from '../keys/folder-key.ts'
import type { KeyRing } from '../keys/redaction-keys.ts'
import { removeUnfinishedOriginals } from '../originals/originals-folder.ts'
import type { OriginalsDisk } from '../originals/put-originals.ts'
import { keepSettleSettings, settleSettingsWith } from '../settle/kept-settings.ts'
import { redactionOf } from '../settle/redaction-of.ts'
import { sealSetAsideAgain } from '../settle/set-aside.ts'
import { folderRotation } from './places/folder-rotation.ts'
import { rotateAll, type RotatedKeys } from './rotate-all.ts'
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
    const rotated = await rotateAll(folderRotation(disk, store), { ...options, redact })
    await flush()
    await sealOriginalsAgain(disk, store, settings)
    await sealSetAsideAgain(recordings, ring, onDamage)
    await keepSettleSettings(settings)
    await store.close()
    await claimFolderKey(recordings, ring, keyFile)
    return rotated
  } finally {
    lock.release()
  }
}
