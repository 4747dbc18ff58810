import type { Dirent } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseRecording } from '@ringback/recording'
import { privateShapesIn, type PrivateShape } from '@ringback/redaction'

/** A recording file, and the lines of it that seem to hold something private. */
export interface CheckedFile {
  readonly file: string
  readonly found: readonly PrivateValue[]
}

/** Where something private seems to stand. The value itself is not told. */
export interface PrivateValue {
  readonly shape: PrivateShape
  /** From 1. */
  readonly line: number
}

/** The recording files of a folder in the order of their names, without those that are damaged. */
export async function* checkedFiles(
  directory: string,
  ownNumbers: readonly string[],
): AsyncGenerator<CheckedFile, void, undefined> {
  const entries = await readdir(directory, { withFileTypes: true })
  for (const { name } of entries.filter(isRecordingFile).toSorted(byName)) {
    const file = join(directory, name)
    const text = await readFile(file, 'utf8')
    const parsed = parseRecording(text)
    if (!('recording' in parsed)) continue
    const isRedacted = parsed.recording.exchanges.every(({ redaction }) => redaction !== undefined)
    const found = text
      .split('\n')
      .flatMap((line, index) =>
        privateShapesIn(line, { isRedacted, ownNumbers }).map((shape) => ({ shape, line: index + 1 })),
      )
    yield { file, found }
  }
}

function isRecordingFile(entry: Dirent): boolean {
  return entry.isFile() && entry.name.endsWith('.json') && !entry.name.startsWith('.')
}

function byName({ name: a }: Dirent, { name: b }: Dirent): number {
  return a < b ? -1 : 1
}
