import { createHmac } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isMissingFile } from '@ringback/common'
import { readRegularText } from '@ringback/recording/node'
import { keyObjectOf } from '../keys/key-object.ts'
import type { KeyRing, RedactionKeys } from '../keys/redaction-keys.ts'
import { firstFrame, type FramePosition } from '../spool/read-segment.ts'

/** Everything before this place of the spool is in the store. */
export interface Checkpoint extends FramePosition {
  readonly segment: number
}

const fileName = 'checkpoint.json'

/**
 * The checkpoint of a spool folder; the beginning when there is none, or none that was written with one of the keys: a
 * wrong one would leave exchanges out. What is settled twice is recorded once.
 */
export async function readCheckpoint(spool: string, ring: KeyRing): Promise<Checkpoint> {
  try {
    const kept: unknown = JSON.parse(await readRegularText(join(spool, fileName)))
    if (isCheckpoint(kept) && [ring.current, ...ring.older].some((keys) => macOf(kept, keys) === kept.mac)) {
      return kept
    }
  } catch {
    // No checkpoint, or one that cannot be read.
  }
  return { segment: 0, ...firstFrame }
}

/** Moves the checkpoint, in one step. */
export async function writeCheckpoint(
  spool: string,
  checkpoint: Checkpoint,
  { current }: KeyRing,
): Promise<void> {
  const { segment, offset, frame } = checkpoint
  const file = join(spool, fileName)
  const text = JSON.stringify({ segment, offset, frame, mac: macOf(checkpoint, current) })
  try {
    await writeFile(`${file}.unfinished`, `${text}\n`)
    await rename(`${file}.unfinished`, file)
  } catch (error) {
    // The folder was deleted: there is nothing left that the checkpoint would spare.
    if (!isMissingFile(error)) throw error
  }
}

/** Removes the checkpoint of a spool folder. */
export async function removeCheckpoint(spool: string): Promise<void> {
  const file = join(spool, fileName)
  await Promise.all([file, `${file}.unfinished`].map(async (path) => rm(path, { force: true })))
}

function macOf({ segment, offset, frame }: Checkpoint, { sealKey }: RedactionKeys): string {
  return createHmac('sha256', keyObjectOf(sealKey))
    .update(`ringback checkpoint ${segment} ${offset} ${frame}`)
    .digest('hex')
}

function isCheckpoint(value: unknown): value is Checkpoint & { readonly mac: unknown } {
  if (typeof value !== 'object' || value === null || !('mac' in value)) return false
  return ['segment', 'offset', 'frame'].every((name) => Number.isSafeInteger(Reflect.get(value, name)))
}
