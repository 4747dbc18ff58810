import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeStateFolder } from '@ringback/recording/node'
import type { RedactionKeys } from '../keys/redaction-keys.ts'
import { createByteWriter } from '../observed/byte-writer.ts'
import { encodeObserved } from '../observed/encoding.ts'
import type { ObservedExchange } from '../observed/observed-exchange.ts'
import { newSegment, sealFrame } from '../seal/segment.ts'

/** Keeps an exchange that cannot be redacted, sealed, in a segment of its own. Returns the file. */
export async function setAside(
  recordings: string,
  keys: RedactionKeys,
  observed: ObservedExchange,
): Promise<string> {
  const folder = join(await makeStateFolder(recordings), 'set-aside')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `${observed.id.replaceAll(/[^\w-]/g, '_').slice(0, 64)}.sealed`)
  const bytes = createByteWriter()
  encodeObserved(observed, bytes)
  const { key, header } = newSegment(keys)
  await writeFile(file, Buffer.concat([header, sealFrame(key, 0, bytes.written())]), { mode: 0o600 })
  return file
}
