import { lstat, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { messageOf, RingbackError } from '@ringback/common'
import { readRegularText } from './regular-file.ts'
import { makeStateFolder, writeStateFile } from './state-folder.ts'

/** Another process writes to the recordings folder. `code` is `folder-in-use`. */
export class FolderInUseError extends RingbackError {
  override readonly name = 'FolderInUseError'
}

/** A recordings folder that this process alone may write to. */
export interface FolderLock {
  /** False when the lock's file was deleted: another process may then have locked the folder. */
  isIntact(): Promise<boolean>
  /** Gives the folder back. Further calls do nothing. */
  release(): void
}

/** What `lockFolder` does about processes that share the lock of a folder (`shareFolderLock`). */
export interface LockOptions {
  /**
   * `wait` (default): they have to end first; those of a process that was killed do so by themselves, which is waited for. `mine`:
   * they are those of this process.
   */
  readonly sharers?: 'wait' | 'mine'
}

/** How long processes that share the lock of one that was killed may take to end. */
const sharersMs = 3000

/**
 * Locks a recordings folder for this process; makes the folder when it is missing.
 *
 * The lock is an exclusive SQLite lock on a file in the folder. The kernel holds it for the open file, so it works
 * between containers with process ids of their own and between hosts on a shared volume, and it ends with its
 * process, also at `kill -9`.
 *
 * @throws {FolderInUseError} while another process, or another part of this one, holds the lock.
 */
export async function lockFolder(
  recordings: string,
  { sharers = 'wait' }: LockOptions = {},
): Promise<FolderLock> {
  const folder = await makeStateFolder(recordings)
  const file = join(folder, 'lock.sqlite')
  const holderFile = join(folder, holderName)
  const database = await lockedDatabase(file, 'exclusive')
  if (database === undefined) throw await inUse(recordings, holderFile)
  if (sharers === 'wait' && !(await areSharersGone(join(folder, sharersName)))) {
    database.close()
    throw await inUse(recordings, holderFile)
  }
  const inode = await inodeOf(file)
  const holder = { pid: process.pid, host: hostname(), since: new Date().toISOString() }
  await writeStateFile(recordings, holderName, `${JSON.stringify(holder)}\n`)
  return {
    isIntact: async () => (await inodeOf(file)) === inode,
    release() {
      if (database.isOpen) database.close()
    },
  }
}

/**
 * Says that this process writes to a recordings folder for the one that has locked it: when that one ends, nobody else can lock
 * the folder before this one has ended as well, or has given it back.
 */
export async function shareFolderLock(recordings: string): Promise<Pick<FolderLock, 'release'>> {
  const folder = await makeStateFolder(recordings)
  const database = await lockedDatabase(join(folder, sharersName), 'shared')
  if (database === undefined) throw await inUse(recordings, join(folder, holderName))
  return {
    release() {
      if (database.isOpen) database.close()
    },
  }
}

const holderName = 'lock-holder.json'
const sharersName = 'lock-sharers.sqlite'

async function areSharersGone(file: string): Promise<boolean> {
  if ((await inodeOf(file)) === undefined) return true
  for (let waitedMs = 0; waitedMs <= sharersMs; waitedMs += sharersPauseMs) {
    const database = await lockedDatabase(file, 'exclusive')
    database?.close()
    if (database !== undefined) return true
    await new Promise((resolve) => void setTimeout(resolve, sharersPauseMs))
  }
  return false
}

const sharersPauseMs = 20

async function lockedDatabase(file: string, mode: 'exclusive' | 'shared'): Promise<DatabaseSync | undefined> {
  const Database = await importDatabase()
  const found = await lstat(file).catch(() => undefined)
  // SQLite would wait for a pipe.
  if (found !== undefined && !found.isFile()) throw unusableLock(file, 'it is not a regular file')
  let database: DatabaseSync | undefined
  try {
    database = new Database(file, { timeout: 0 })
    // Without the rollback journal there is no second file, and nothing is ever written.
    database.exec(lockStatements[mode])
    return database
  } catch (error) {
    database?.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy) return undefined
    throw unusableLock(file, messageOf(error), error)
  }
}

/** Reading takes the shared lock, which is held until the transaction ends. */
const lockStatements = {
  exclusive: 'PRAGMA journal_mode = OFF; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE',
  shared: 'PRAGMA journal_mode = OFF; BEGIN; SELECT * FROM sqlite_master',
} as const

function unusableLock(file: string, reason: string, cause?: unknown): RingbackError {
  return new RingbackError('damaged-lock', `The lock file ${file} cannot be used: ${reason}.`, {
    remedy: 'Make its folder writable, or delete it while nothing records to the folder; it is made again.',
    cause,
  })
}

/** SQLITE_BUSY of https://www.sqlite.org/rescode.html */
const sqliteBusy = 5

/** `node:sqlite` without the warning that it is experimental, which Node 22 prints to the terminal. */
async function importDatabase(): Promise<typeof DatabaseSync> {
  const own = Object.getOwnPropertyDescriptor(process, 'emitWarning')
  process.emitWarning = () => undefined
  try {
    return (await import('node:sqlite')).DatabaseSync
  } finally {
    if (own !== undefined) Object.defineProperty(process, 'emitWarning', own)
  }
}

async function inodeOf(file: string): Promise<number | undefined> {
  return stat(file).then(
    ({ ino }) => ino,
    () => undefined,
  )
}

async function inUse(recordings: string, holderFile: string): Promise<FolderInUseError> {
  return new FolderInUseError(
    'folder-in-use',
    `The recordings folder ${recordings} is in use: ${await holderOf(holderFile)} writes to it.`,
    { remedy: 'Stop that process, or use another folder: --recordings <folder>.' },
  )
}

async function holderOf(file: string): Promise<string> {
  try {
    const holder: unknown = JSON.parse(await readRegularText(file))
    if (typeof holder !== 'object' || holder === null || !('pid' in holder)) return 'another process'
    const host = 'host' in holder ? ` on ${String(holder.host)}` : ''
    const since = 'since' in holder ? ` since ${String(holder.since)}` : ''
    return `process ${String(holder.pid)}${host}${since}`
  } catch {
    return 'another process'
  }
}
