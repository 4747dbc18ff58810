import { writeInOneStep } from '@ringback/recording/node'
import type { RedactionKeys } from '../keys/redaction-keys.ts'
import { newSegment, sealFrame } from './segment.ts'

/** Writes a text as the first frame of a sealed file, in one step. Returns the key that further frames are sealed with. */
export async function writeSealed(file: string, keys: RedactionKeys, text: Uint8Array): Promise<Buffer> {
  const { key, header } = newSegment(keys)
  await writeInOneStep(file, Buffer.concat([header, sealFrame(key, 0, text)]), 0o600)
  return key
}
