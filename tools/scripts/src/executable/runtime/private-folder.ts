import { lstatSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

/**
 * The folder of this user alone for what can be made again: `ringback` in the folder for caches. Throws when it cannot be made,
 * or when another user could write into it or replace it.
 */
export function privateFolder(caches: string = cacheFolder()): string {
  const folder = join(caches, 'ringback')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (!isPrivate(folder) || !isSafeBelow(caches)) throw new Error(`${folder} is not private.`)
  return folder
}

/** Whether a folder belongs to this user and is for nobody else; a symbolic link is not. Windows has other rules. */
export function isPrivate(folder: string): boolean {
  const stats = lstatSync(folder)
  if (!stats.isDirectory()) return false
  return process.getuid === undefined || (stats.uid === process.getuid() && (stats.mode & 0o077) === 0)
}

/** Whether nobody but this user and the administrator can replace what is in a folder: it and all above are looked at. */
function isSafeBelow(folder: string): boolean {
  const user = process.getuid?.()
  if (user === undefined) return true
  for (let at = realpathSync(folder); ; at = dirname(at)) {
    const { uid, mode } = statSync(at)
    const isSticky = (mode & 0o1000) !== 0
    if (uid !== user && uid !== 0) return false
    if ((mode & 0o022) !== 0 && !isSticky) return false
    if (at === dirname(at)) return true
  }
}

function cacheFolder(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env
  if (process.platform === 'win32') return LOCALAPPDATA ?? join(homedir(), 'AppData/Local')
  if (process.platform === 'darwin') return join(homedir(), 'Library/Caches')
  return XDG_CACHE_HOME === undefined || XDG_CACHE_HOME === '' ? join(homedir(), '.cache') : XDG_CACHE_HOME
}
