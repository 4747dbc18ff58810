import { openRegularFile } from '@ringback/recording/node'
import type { KeyRing } from '../keys/redaction-keys.ts'
import { WrongKeyError } from '../keys/wrong-key-error.ts'
import { headerBytes, openHeader } from '../seal/segment.ts'
import { segmentFilesOf } from './spool-folder.ts'

/**
 * Makes sure that the keys open every segment.
 * @throws {WrongKeyError} when one was sealed with a key that is not in the ring.
 */
export async function assertKeysOpenSpool(recordings: string, ring: KeyRing): Promise<void> {
  for (const file of await segmentFilesOf(recordings)) {
    const opened = openHeader(await headOf(file), ring)
    if (opened.type === 'wrong-key') {
      throw new WrongKeyError(`What waits to be recorded in ${file}`, opened.keyId, ring)
    }
  }
}

async function headOf(file: string): Promise<Buffer> {
  const handle = await openRegularFile(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headerBytes), 0, headerBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
