import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isMissingFile, RingbackError } from '@ringback/common'
import { makeStateFolder, stateFolderOf } from '@ringback/recording/node'
import type { KeyRing } from '../keys/redaction-keys.ts'
import { writeSealed } from '../seal/write-sealed.ts'
import { firstFrame, firstReadBytes, readSegment, type SegmentRead } from '../spool/read-segment.ts'

/** Keeps the values that a user wants replaced: they are private themselves, so that they are sealed. */
export async function keepUserValues(
  recordings: string,
  ring: KeyRing,
  values: readonly string[],
): Promise<void> {
  await makeStateFolder(recordings)
  const file = fileOf(recordings)
  if (values.length === 0) return rm(file, { force: true })
  await writeSealed(file, ring.current, Buffer.from(JSON.stringify(values)))
}

/** The values that were kept; none where there is no file. Throws when another key sealed them, or the file is damaged. */
export async function userValuesOf(recordings: string, ring: KeyRing): Promise<readonly string[]> {
  const file = fileOf(recordings)
  try {
    const { frames, state } = await readSegment(file, ring, firstFrame, firstReadBytes)
    const [frame] = frames
    if (frame?.text === undefined) throw unreadable(file, state)
    // Only `keepUserValues` writes what was sealed.
    return JSON.parse(frame.text.toString('utf8')) as readonly string[]
  } catch (error) {
    if (isMissingFile(error)) return []
    throw error
  }
}

function unreadable(file: string, state: SegmentRead['state']): RingbackError {
  const reason = state === 'wrong-key' ? 'was sealed with another redaction key' : 'is damaged'
  return new RingbackError(
    'damaged-redact-values',
    `${file} ${reason}: the values in it (redactValues, --redact-value) cannot be replaced.`,
    { remedy: 'Run ringback record with the same values: it writes the file again. Or delete it.' },
  )
}

function fileOf(recordings: string): string {
  return join(stateFolderOf(recordings), 'redact-values.sealed')
}
