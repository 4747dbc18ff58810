import { join } from 'node:path'
import type { DirectoryStore } from '@ringback/recording/node'
import type { KeyRing } from '../../keys/redaction-keys.ts'
import { originalInLine, originalsIn, textOfOriginals } from '../../originals/original-text.ts'
import { originalsFolderOf } from '../../originals/originals-folder.ts'
import { writeSealed, type OriginalsDisk } from '../../originals/put-originals.ts'
import { sealFile } from '../../originals/sealed-file.ts'
import { headerAt, openSealedAt, sealedNamesIn } from '../../originals/sealed-index.ts'
import { textOfExchange } from '../mentions.ts'

/** An original without a recording. */
export interface Orphan {
  /** The sealed file. */
  readonly file: string
  readonly id: string
}

/** Originals whose recordings are gone, as far as they can be opened and a text in them is the one that is looked for. */
export async function orphanedOriginals(
  recordings: string,
  ring: KeyRing,
  store: DirectoryStore,
  isReal: (text: string) => boolean,
): Promise<readonly Orphan[]> {
  const folder = originalsFolderOf(recordings)
  const orphans: Orphan[] = []
  for (const name of sealedNamesIn(folder)) {
    const file = join(folder, name)
    const held = (headerAt(file)?.keys ?? []).map(async (key) => store.holds(key))
    if ((await Promise.all(held)).includes(true)) continue
    const opened = openSealedAt(file, ring)
    if (opened.type !== 'opened') continue
    for (const [id, line] of originalsIn(opened.text)) {
      if (isReal(textOfExchange(originalInLine(line)))) orphans.push({ file, id })
    }
  }
  return orphans
}

/** Removes orphans from their files, and files that have nothing else. */
export async function removeOrphans(disk: OriginalsDisk, orphans: readonly Orphan[]): Promise<void> {
  for (const [file, members] of Map.groupBy(orphans, (orphan) => orphan.file)) {
    const opened = openSealedAt(file, disk.ring)
    if (opened.type !== 'opened') continue
    const lines = originalsIn(opened.text)
    for (const { id } of members) lines.delete(id)
    if (lines.size === 0) await disk.fs.remove(file)
    else await writeSealed(disk, file, sealFile(opened.header, textOfOriginals(lines), disk.ring.current))
  }
}
