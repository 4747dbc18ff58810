import { lstat, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { stateFolderOf } from '@ringback/recording/node'

const segmentName = /^segment-(\d{8})\.sealed$/
const workerFolderName = /^worker-(\d{1,8})$/

/** Where the exchanges of a recordings folder wait, sealed, until they are redacted and recorded. */
export function spoolFolderOf(recordings: string): string {
  return join(stateFolderOf(recordings), 'spool')
}

/**
 * The folder of one spool in the spool folder. Number 0 is the spool folder itself, which the process that holds the folder
 * writes to; each worker process writes to a spool of its own with a number above 0.
 */
export function spoolOf(spoolFolder: string, spool: number): string {
  return spool === 0 ? spoolFolder : join(spoolFolder, `worker-${spool}`)
}

/** The numbers of the spools in a spool folder, ascending; 0 is always one of them. */
export async function spoolsIn(spoolFolder: string): Promise<number[]> {
  const names = await readdir(spoolFolder).catch(() => [])
  const workers = names
    .map((name) => workerFolderName.exec(name)?.[1])
    .filter((digits) => digits !== undefined)
    .map(Number)
  return [0, ...workers.sort((a, b) => a - b)]
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
  for (const file of await segmentFilesOf(recordings)) {
    const found = await lstat(file).catch(() => undefined)
    // What has taken the place of a segment is told by who reads it.
    if (found !== undefined && (found.size > 0 || !found.isFile())) return true
  }
  return false
}

/** The paths of all segments of a recordings folder, in every spool. */
export async function segmentFilesOf(recordings: string): Promise<string[]> {
  const spoolFolder = spoolFolderOf(recordings)
  const files: string[] = []
  for (const spool of await spoolsIn(spoolFolder)) {
    files.push(...(await segmentFilesIn(spoolOf(spoolFolder, spool))))
  }
  return files
}

/** The paths of the segments of one spool. */
export async function segmentFilesIn(folder: string): Promise<string[]> {
  return (await segmentsIn(folder)).map((number) => join(folder, segmentNameOf(number)))
}

/** How many bytes are in all spools of a recordings folder. */
export async function spoolBytesOf(recordings: string): Promise<number> {
  return bytesOfFiles(await segmentFilesOf(recordings))
}

/** How many bytes files have together; one that is gone has none. */
export async function bytesOfFiles(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(
    files.map(async (file) =>
      stat(file).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
