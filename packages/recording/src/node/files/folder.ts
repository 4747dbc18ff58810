import { join } from 'node:path'
import { isMissingFile, messageOf } from '@ringback/common'
import type { Damage } from '../../damage.ts'
import { parseRecording } from '../../parse-recording.ts'
import type { Recording } from '../../recording.ts'
import { serializeRecording } from '../../serialize-recording.ts'
import type { FileSystem } from '../file-system.ts'
import type { FileIndex } from './file-index.ts'
import { keysOfRecording, unfinishedEnding } from './file-names.ts'
import type { IdMemory } from './id-memory.ts'

/** A folder of recording files, and what is known of it. */
export interface RecordingFolder {
  readonly fs: FileSystem
  readonly directory: string
  readonly isReadOnly: boolean
  /** Writes survive a power cut. */
  readonly sync: boolean
  readonly exchangesPerFile: number
  readonly index: FileIndex
  readonly ids: IdMemory
  /** Names that no new file may have. */
  readonly taken: Set<string>
  readonly report: (damage: Damage) => void
}

/** The recording in a file; undefined when the file is gone, or damaged, which is reported. */
export async function loadRecording(folder: RecordingFolder, name: string): Promise<Recording | undefined> {
  const { fs, directory, index, ids, report } = folder
  const forget = (): void => {
    index.delete(name)
    ids.delete(name)
  }
  try {
    const parsed = parseRecording(new TextDecoder().decode(await fs.read(join(directory, name))))
    if ('recording' in parsed) return parsed.recording
    report({ where: join(directory, name), line: parsed.damage.line, reason: parsed.damage.message })
  } catch (error) {
    if (!isMissingFile(error)) report({ where: join(directory, name), reason: messageOf(error) })
  }
  // Kept as it is, and no longer written to.
  forget()
  return undefined
}

/** Writes a file in one step: a reader sees the old one or the new one. Makes the folder anew when it was removed. */
export async function writeRecording(
  folder: RecordingFolder,
  name: string,
  recording: Recording,
): Promise<void> {
  const { fs, directory, sync, index, ids } = folder
  const target = join(directory, name)
  const bytes = Buffer.from(serializeRecording(recording))
  // What is not redacted is for the user alone.
  const isPrivate = recording.exchanges.some(({ redaction }) => redaction === undefined)
  const options = { sync, mode: isPrivate ? 0o600 : 0o666 }
  try {
    await fs.write(target + unfinishedEnding, bytes, options)
  } catch (error) {
    if (!isMissingFile(error)) throw error
    await fs.makeDirectory(directory)
    await fs.write(target + unfinishedEnding, bytes, options)
  }
  await fs.rename(target + unfinishedEnding, target)
  index.set(name, keysOfRecording(recording))
  ids.set(name, new Set(recording.exchanges.map(({ id }) => id)))
}
