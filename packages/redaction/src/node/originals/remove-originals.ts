import { join } from 'node:path'
import type { RemovedExchange } from '@ringback/recording'
import { keyOfExchange } from '@ringback/recording/node'
import { originalsIn, textOfOriginals } from './original-text.ts'
import { originalsFolderOf } from './originals-folder.ts'
import { writeSealed, type OriginalsDisk } from './put-originals.ts'
import type { OriginalsReader } from './read-originals.ts'
import { sealFile } from './sealed-file.ts'
import { headerAt, openSealedAt } from './sealed-index.ts'

/**
 * Removes the originals of exchanges: all of a call, or some of those without one. Returns how many there were. A file that
 * cannot be opened is removed when it holds nothing but originals of these calls, else it stays.
 */
export async function removeOriginals(
  disk: OriginalsDisk,
  reader: OriginalsReader,
  exchanges: readonly RemovedExchange[],
): Promise<number> {
  const ids = new Set(exchanges.map(({ id }) => id))
  const names = new Set(exchanges.flatMap((exchange) => reader.namesFor(keyOfExchange(exchange))))
  let removed = 0
  for (const name of names) {
    const file = join(originalsFolderOf(disk.recordings), name)
    const opened = openSealedAt(file, disk.ring)
    if (opened.type !== 'opened') {
      removed += await removeUnopened(disk, file, exchanges)
      continue
    }
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

async function removeUnopened(
  { fs }: OriginalsDisk,
  file: string,
  exchanges: readonly RemovedExchange[],
): Promise<number> {
  const keys = headerAt(file)?.keys ?? []
  const calls = new Set(exchanges.map(({ callSid }) => callSid))
  if (keys.length === 0 || !keys.every((key) => calls.has(key))) return 0
  await fs.remove(file)
  return exchanges.filter(({ callSid }) => callSid !== null && keys.includes(callSid)).length
}
