import { join } from 'node:path'
import { isMissingFile, RingbackError } from '@ringback/common'
import type { Damage } from '@ringback/recording'
import type { FileSystem } from '@ringback/recording/node'
import type { KeyRing } from '../keys/redaction-keys.ts'
import { originalsIn, textOfOriginals, type OriginalLines } from './original-text.ts'
import { makeOriginalsFolder, recordingNameOf, sealedNameOf, unfinishedEnding } from './originals-folder.ts'
import { openSealedFile, sealFile, type OpenedFile } from './sealed-file.ts'

/** How originals are written. */
export interface OriginalsDisk {
  readonly recordings: string
  readonly ring: KeyRing
  readonly fs: FileSystem
  /** Writes survive a power cut. */
  readonly sync: boolean
  /** Is told of files that cannot be opened; they stay as they are. */
  readonly onDamage: (damage: Damage) => void
}

/** What is to be put into a sealed file. */
export interface NewOriginals {
  /** What the exchanges are found by; see `keyOfExchange`. */
  readonly keys: Iterable<string>
  readonly lines: OriginalLines
  /** `keep`: an original that is there stays; `replace`: the new one takes its place. */
  readonly known: 'keep' | 'replace'
}

/**
 * Brings originals into the sealed file of a recording's file, in one step: a reader sees the old file or the new one. A
 * file that would stay the same is not written. Returns whether it was.
 */
export async function putOriginals(
  disk: OriginalsDisk,
  recordingFile: string,
  { keys, lines, known }: NewOriginals,
): Promise<boolean> {
  const folder = await makeOriginalsFolder(disk.recordings)
  for (let number = 1; ; number++) {
    const name = sealedNameOf(recordingFile, number)
    const found = await openedAt(disk, join(folder, name))
    if (found !== undefined && found.type !== 'opened') continue
    const all = found === undefined ? new Map<string, string>() : originalsIn(found.text)
    for (const [id, line] of lines) if (known === 'replace' || !all.has(id)) all.set(id, line)
    const header = {
      recording: found?.header.recording ?? recordingNameOf(name),
      keys: [...new Set([...(found?.header.keys ?? []), ...keys])].sort(),
    }
    const text = textOfOriginals(all)
    const isSame =
      found?.header.keyId === disk.ring.current.keyId &&
      found.text.equals(text) &&
      found.header.keys.length === header.keys.length
    if (isSame) return false
    await writeSealed(disk, join(folder, name), sealFile(header, text, disk.ring.current))
    return true
  }
}

/** Writes a sealed file in one step. */
export async function writeSealed({ fs, sync }: OriginalsDisk, file: string, bytes: Buffer): Promise<void> {
  await fs.write(file + unfinishedEnding, bytes, { sync, mode: 0o666 })
  await fs.rename(file + unfinishedEnding, file)
}

async function openedAt(
  { fs, ring, onDamage }: OriginalsDisk,
  file: string,
): Promise<OpenedFile | undefined> {
  let bytes: Uint8Array
  try {
    bytes = await fs.read(file)
  } catch (error) {
    if (isMissingFile(error)) return undefined
    if (!(error instanceof RingbackError)) throw error
    onDamage({ where: file, reason: 'it is not a regular file' })
    return { type: 'damaged' }
  }
  const opened = openSealedFile(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), ring)
  if (opened.type === 'damaged') onDamage({ where: file, reason: 'the sealed original is damaged' })
  return opened
}
