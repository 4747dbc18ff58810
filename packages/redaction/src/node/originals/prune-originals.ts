import { lstatSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Damage } from '@ringback/recording'
import { lockFolder, openDirectoryStore, type DirectoryStore } from '@ringback/recording/node'
import { originalsFolderOf, removeUnfinishedOriginals } from './originals-folder.ts'
import { headerAt, sealedNamesIn } from './sealed-index.ts'

/** Which originals `pruneOriginals` removes. */
export interface PruneOptions {
  /** The recordings folder. */
  readonly recordings: string
  /** Also those of calls that began before this, in milliseconds since 1970. */
  readonly before?: number
  /** True: nothing is removed. */
  readonly dryRun?: boolean
  readonly onDamage?: (damage: Damage) => void
}

/** A sealed file that was removed, or would be. */
export interface PrunedOriginal {
  readonly file: string
  readonly bytes: number
  /** `no-recording`: its recording is gone; `old`: its call began before the time given. */
  readonly reason: 'no-recording' | 'old'
}

/** How many sealed files a recordings folder has, and their size. */
export interface OriginalsSize {
  readonly files: number
  readonly bytes: number
}

/**
 * Removes originals without a recording, and old ones. Needs no key. Damaged files stay.
 * @throws {FolderInUseError} while another process writes to the folder.
 */
export async function pruneOriginals(options: PruneOptions): Promise<readonly PrunedOriginal[]> {
  const { recordings, before, dryRun = false, onDamage = () => undefined } = options
  const folder = originalsFolderOf(recordings)
  const lock = await lockFolder(recordings)
  try {
    if (!dryRun) await removeUnfinishedOriginals(recordings)
    const store = await openDirectoryStore({ directory: recordings, access: 'read', onDamage })
    const pruned: PrunedOriginal[] = []
    for (const name of sealedNamesIn(folder)) {
      const file = join(folder, name)
      const reason = await reasonToPrune(file, name, store, before)
      if (reason === 'damaged') onDamage({ where: file, reason: 'the sealed original is damaged' })
      else if (reason !== undefined) pruned.push({ file, bytes: lstatSync(file).size, reason })
    }
    if (!dryRun) for (const { file } of pruned) rmSync(file, { force: true })
    await store.close()
    return pruned
  } finally {
    lock.release()
  }
}

/** Counts the sealed files of a recordings folder. */
export function sizeOfOriginals(recordings: string): OriginalsSize {
  const folder = originalsFolderOf(recordings)
  const sizes = sealedNamesIn(folder).map((name) => lstatSync(join(folder, name)).size)
  return { files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) }
}

async function reasonToPrune(
  file: string,
  name: string,
  store: DirectoryStore,
  before: number | undefined,
): Promise<PrunedOriginal['reason'] | 'damaged' | undefined> {
  if (before !== undefined && startIn(name) < before) return 'old'
  const header = headerAt(file)
  if (header === undefined) return 'damaged'
  for (const key of header.keys) if (await store.holds(key)) return undefined
  return 'no-recording'
}

/** When the call began, out of a file's name; now for a name of another hand. */
function startIn(name: string): number {
  const [, year, month, day, hour = '00', minute = '00', second = '00', ms = '000'] =
    /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(\d{3})Z)?-/.exec(name) ?? []
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`)
  return Number.isNaN(time) ? Infinity : time
}
