import { join } from 'node:path'
import type { Exchange } from '@ringback/recording'
import { keyOfExchange } from '@ringback/recording/node'
import { originalsIn, textOfOriginals } from './original-text.ts'
import { originalsFolderOf } from './originals-folder.ts'
import { writeSealed, type OriginalsDisk } from './put-originals.ts'
import type { OriginalsReader } from './read-originals.ts'
import { openSealedFile, sealFile } from './sealed-file.ts'

/** Removes the originals of exchanges; returns how many there were. What cannot be opened stays. */
export async function removeOriginals(
  disk: OriginalsDisk,
  reader: OriginalsReader,
  exchanges: readonly Exchange[],
): Promise<number> {
  const ids = new Set(exchanges.map(({ id }) => id))
  const names = new Set(exchanges.flatMap((exchange) => reader.namesFor(keyOfExchange(exchange))))
  let removed = 0
  for (const name of names) {
    const file = join(originalsFolderOf(disk.recordings), name)
    const bytes = await disk.fs.read(file)
    const opened = openSealedFile(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), disk.ring)
    if (opened.type !== 'opened') continue
    const lines = originalsIn(opened.text)
    const before = lines.size
    for (const id of ids) lines.delete(id)
    removed += before - lines.size
    if (lines.size === 0) await disk.fs.remove(file)
    else if (lines.size < before) {
      await writeSealed(disk, file, sealFile(opened.header, textOfOriginals(lines), disk.ring.current))
    }
  }
  return removed
}
