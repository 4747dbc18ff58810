import { RingbackError } from '@ringback/common'
import { writeStateFile } from '@ringback/recording/node'
import { readStateJson } from '../read-state-json.ts'
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
  const kept = await assertFolderKey(recordings, ring)
  const { keyId } = ring.current
  if (kept?.keyId === keyId && kept.keyFile === keyFile) return
  await writeStateFile(recordings, fileName, `${JSON.stringify({ keyId, keyFile })}\n`)
}

/**
 * Makes sure that a recordings folder may be recorded to with a key; comes back with what it notes of its key.
 * @throws {WrongKeyError} when the folder was recorded with a key that is not in the ring.
 */
export async function assertFolderKey(recordings: string, ring: KeyRing): Promise<FolderKey | undefined> {
  const kept = await keyOfFolder(recordings)
  if (kept === undefined || keysWithId(ring, kept.keyId) !== undefined) return kept
  throw new WrongKeyError(`The recordings folder ${recordings}`, kept.keyId, ring)
}

/**
 * The key that a recordings folder was last recorded with; undefined when none is noted.
 * @throws {RingbackError} `damaged-key-note` when the note cannot be read.
 */
export async function keyOfFolder(recordings: string): Promise<FolderKey | undefined> {
  const { file, value } = await readStateJson(recordings, fileName)
  if (value === undefined) return undefined
  if (isFolderKey(value)) {
    const { keyId, keyFile } = value
    return { keyId, ...(keyFile !== undefined && { keyFile }) }
  }
  throw new RingbackError(
    'damaged-key-note',
    `${file} is damaged: it names the redaction key of these recordings, and cannot be read.`,
    {
      remedy:
        'Restore it, or delete it and set RINGBACK_REDACTION_KEY to the key of these recordings: the next ringback record notes it again.',
    },
  )
}

function isFolderKey(value: unknown): value is FolderKey {
  if (typeof value !== 'object' || value === null || !('keyId' in value)) return false
  const keyFile = 'keyFile' in value ? value.keyFile : undefined
  return /^[\da-f]{16}$/.test(String(value.keyId)) && (keyFile === undefined || typeof keyFile === 'string')
}

const fileName = 'key.json'
