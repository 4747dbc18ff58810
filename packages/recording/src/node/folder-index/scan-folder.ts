import { lstatSync, readdirSync, statSync } from 'node:fs'
import { sep } from 'node:path'
import type { Damage } from '../../damage.ts'

/** What changes when a file is changed. */
export interface FileStamp {
  /** Size in bytes, time of the last change (ctime, which nobody can set back), and inode. */
  readonly text: string
  /** When content or attributes changed last, in milliseconds since 1970. */
  readonly changedMs: number
}

/** The names of the recording files in a folder, sorted. */
export function recordingNamesIn(directory: string): readonly string[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
    .sort()
}

/**
 * Asks for one recording file. A name that is no regular file is reported and must not be opened: undefined. Blocks: asking
 * for 50,000 files one after the other without promises takes a fifth of the time.
 */
export function stampOf(
  directory: string,
  name: string,
  report: (damage: Damage) => void,
): FileStamp | undefined {
  // 50,000 times join would take as long as reading the index.
  const where = directory + sep + name
  const found = statSync(where, { throwIfNoEntry: false })
  if (found?.isFile() === true) {
    const { size, ctimeMs, ino } = found
    return { text: `${size} ${ctimeMs} ${ino}`, changedMs: ctimeMs }
  }
  // What is gone by now is no damage; a broken link is.
  if (found !== undefined || lstatSync(where, { throwIfNoEntry: false }) !== undefined) {
    const what =
      found?.isDirectory() === true
        ? 'a directory'
        : 'not a regular file (a pipe, socket, device or broken link)'
    report({ where, reason: `${what}; it was not opened` })
  }
  return undefined
}
