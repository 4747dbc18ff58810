import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeStateFolder, stateFolderOf } from '@ringback/recording/node'
import { keysWithId, type KeyRing } from './redaction-keys.ts'
import { WrongKeyError } from './wrong-key-error.ts'

/** What a recordings folder notes of the key that it was last recorded with. */
export interface FolderKey {
  readonly keyId: string
  /** The file that holds the key; absent when it was given otherwise. */
  readonly keyFile?: string
}

/**
 * Notes in a recordings folder which key it is recorded with. Another key than last time is taken only together with
 * the old one, so that one caller does not become two by mistake.
 * @throws {WrongKeyError} when the folder was recorded with a key that is not in the ring.
 */
export async function claimFolderKey(recordings: string, ring: KeyRing, keyFile?: string): Promise<void> {
  const kept = await keyOfFolder(recordings)
  const { keyId } = ring.current
  if (kept?.keyId === keyId && kept.keyFile === keyFile) return
  if (kept !== undefined && keysWithId(ring, kept.keyId) === undefined) {
    throw new WrongKeyError(`The recordings folder ${recordings}`, kept.keyId, ring)
  }
  const state = await makeStateFolder(recordings)
  await writeFile(join(state, fileName), `${JSON.stringify({ keyId, keyFile })}\n`)
}

/** The key that a recordings folder was last recorded with; undefined when none is noted. */
export async function keyOfFolder(recordings: string): Promise<FolderKey | undefined> {
  try {
    const kept: unknown = JSON.parse(await readFile(join(stateFolderOf(recordings), fileName), 'utf8'))
    if (typeof kept !== 'object' || kept === null || !('keyId' in kept)) return undefined
    if (typeof kept.keyId !== 'string') return undefined
    const keyFile = 'keyFile' in kept && typeof kept.keyFile === 'string' ? kept.keyFile : undefined
    return { keyId: kept.keyId, ...(keyFile !== undefined && { keyFile }) }
  } catch {
    return undefined
  }
}

const fileName = 'key.json'
