import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { firstFrame, type FramePosition } from '../spool/read-segment.ts'

/** Everything before this place of the spool is in the store. */
export interface Checkpoint extends FramePosition {
  readonly segment: number
}

const fileName = 'checkpoint.json'

/** The checkpoint of a spool folder; the beginning when there is none. What is settled twice is recorded once. */
export async function readCheckpoint(spool: string): Promise<Checkpoint> {
  try {
    const kept: unknown = JSON.parse(await readFile(join(spool, fileName), 'utf8'))
    if (isCheckpoint(kept)) return kept
  } catch {
    // No checkpoint, or one that cannot be read.
  }
  return { segment: 0, ...firstFrame }
}

/** Moves the checkpoint, in one step. */
export async function writeCheckpoint(spool: string, checkpoint: Checkpoint): Promise<void> {
  const file = join(spool, fileName)
  try {
    await writeFile(`${file}.unfinished`, `${JSON.stringify(checkpoint)}\n`)
    await rename(`${file}.unfinished`, file)
  } catch (error) {
    // The folder was deleted: there is nothing left that the checkpoint would spare.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
}

function isCheckpoint(value: unknown): value is Checkpoint {
  if (typeof value !== 'object' || value === null) return false
  return ['segment', 'offset', 'frame'].every((name) => Number.isSafeInteger(Reflect.get(value, name)))
}
