import { lstat, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { stateFolderOf } from '@ringback/recording/node'

const segmentName = /^segment-(\d{8})\.sealed$/

/** Where the exchanges of a recordings folder wait, sealed, until they are redacted and recorded. */
export function spoolFolderOf(recordings: string): string {
  return join(stateFolderOf(recordings), 'spool')
}

/** The file name of a segment. */
export function segmentNameOf(number: number): string {
  return `segment-${String(number).padStart(8, '0')}.sealed`
}

/** The numbers of the segments in a spool folder, ascending; none when there is no such folder. */
export async function segmentsIn(spool: string): Promise<number[]> {
  const names = await readdir(spool).catch(() => [])
  return names
    .map((name) => segmentName.exec(name)?.[1])
    .filter((digits) => digits !== undefined)
    .map(Number)
    .sort((a, b) => a - b)
}

/** Whether exchanges are sealed in a recordings folder and wait to be recorded. */
export async function hasSpool(recordings: string): Promise<boolean> {
  const spool = spoolFolderOf(recordings)
  for (const number of await segmentsIn(spool)) {
    const found = await lstat(join(spool, segmentNameOf(number))).catch(() => undefined)
    // What has taken the place of a segment is told by who reads it.
    if (found !== undefined && (found.size > 0 || !found.isFile())) return true
  }
  return false
}

/** How many bytes the segments in a spool folder have. */
export async function bytesInSpool(spool: string): Promise<number> {
  const sizes = await Promise.all(
    (await segmentsIn(spool)).map(async (number) =>
      stat(join(spool, segmentNameOf(number))).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
