import { keyOfExchange, type DirectoryStore } from '@ringback/recording/node'
import type { SettledExchange } from './original-text.ts'
import { removeUnfinishedOriginals } from './originals-folder.ts'
import { putOriginals, type OriginalsDisk } from './put-originals.ts'

/**
 * Keeps the originals of exchanges that a store has taken, each beside the file that holds its exchange. One that is kept
 * already stays, so the same exchanges may be given again.
 */
export function createOriginalsKeeper(
  disk: OriginalsDisk,
  store: Pick<DirectoryStore, 'fileOf'>,
): (settled: readonly SettledExchange[]) => Promise<void> {
  let cleaned: Promise<void> | undefined
  return async (settled) => {
    await (cleaned ??= removeUnfinishedOriginals(disk.recordings))
    const groups = new Map<string, { keys: Set<string>; lines: Map<string, string> }>()
    for (const { recorded, original } of settled) {
      const file = original === undefined ? undefined : await store.fileOf(recorded)
      if (file === undefined || original === undefined) continue
      const group = groups.get(file) ?? { keys: new Set(), lines: new Map() }
      group.keys.add(keyOfExchange(recorded))
      group.lines.set(recorded.id, original)
      groups.set(file, group)
    }
    for (const [file, { keys, lines }] of groups) {
      await putOriginals(disk, file, { keys, lines, known: 'keep' })
    }
  }
}
