import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeStateFolder, stateFolderOf } from '@ringback/recording/node'
import { keysWithId, type KeyRing } from './redaction-keys.ts'
import { WrongKeyError } from './wrong-key-error.ts'

/**
 * Notes in a recordings folder which key it is recorded with. Another key than last time is taken only together with
 * the old one, so that one caller does not become two by mistake.
 * @throws {WrongKeyError} when the folder was recorded with a key that is not in the ring.
 */
export async function claimFolderKey(recordings: string, ring: KeyRing): Promise<void> {
  const kept = await keyIdOfFolder(recordings)
  if (kept === ring.current.keyId) return
  if (kept !== undefined && keysWithId(ring, kept) === undefined) {
    throw new WrongKeyError(`The recordings folder ${recordings}`, kept, ring)
  }
  const state = await makeStateFolder(recordings)
  await writeFile(join(state, fileName), `${JSON.stringify({ keyId: ring.current.keyId })}\n`)
}

/** The id of the key that a recordings folder was last recorded with; undefined when none is noted. */
export async function keyIdOfFolder(recordings: string): Promise<string | undefined> {
  try {
    const kept: unknown = JSON.parse(await readFile(join(stateFolderOf(recordings), fileName), 'utf8'))
    if (typeof kept !== 'object' || kept === null || !('keyId' in kept)) return undefined
    return typeof kept.keyId === 'string' ? kept.keyId : undefined
  } catch {
    return undefined
  }
}

const fileName = 'key-id.json'
