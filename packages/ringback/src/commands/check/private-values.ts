import type { Dirent } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseRecording, serializeRecording, type Recording } from '@ringback/recording'
import { privateShapesIn, type PrivateShape } from '@ringback/redaction'

/** A recording, and the lines of it that seem to hold something private. */
export interface CheckedFile {
  /** Its file; of a database its CallSid, or the id of its first exchange. */
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
    yield { file, found: privateValuesIn(text, parsed.recording, ownNumbers) }
  }
}

/** A recording that is in no file, as if it were in one. */
export function checkedRecording(recording: Recording, ownNumbers: readonly string[]): CheckedFile {
  const file = recording.callSid ?? recording.exchanges[0]?.id ?? ''
  return { file, found: privateValuesIn(serializeRecording(recording), recording, ownNumbers) }
}

function privateValuesIn(
  text: string,
  { exchanges }: Recording,
  ownNumbers: readonly string[],
): readonly PrivateValue[] {
  const isRedacted = exchanges.every(({ redaction }) => redaction !== undefined)
  return text
    .split('\n')
    .flatMap((line, index) =>
      privateShapesIn(line, { isRedacted, ownNumbers }).map((shape) => ({ shape, line: index + 1 })),
    )
}

function isRecordingFile(entry: Dirent): boolean {
  return entry.isFile() && entry.name.endsWith('.json') && !entry.name.startsWith('.')
}

function byName({ name: a }: Dirent, { name: b }: Dirent): number {
  return a < b ? -1 : 1
}
