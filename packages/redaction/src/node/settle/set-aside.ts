import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { makeStateFolder, stateFolderOf } from '@ringback/recording/node'
import type { KeyRing, RedactionKeys } from '../keys/redaction-keys.ts'
import { createByteWriter } from '../observed/byte-writer.ts'
import { decodeObserved, encodeObserved } from '../observed/encoding.ts'
import type { ObservedExchange } from '../observed/observed-exchange.ts'
import { writeSealed } from '../seal/write-sealed.ts'
import { firstFrame, readSegment } from '../spool/read-segment.ts'

/** Keeps an exchange that cannot be redacted, sealed, in a segment of its own. Returns the file. */
export async function setAside(
  recordings: string,
  keys: RedactionKeys,
  observed: ObservedExchange,
): Promise<string> {
  await makeStateFolder(recordings)
  const folder = setAsideFolderOf(recordings)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `${observed.id.replaceAll(/[^\w-]/g, '_').slice(0, 64)}.sealed`)
  await writeSealed(file, keys, bytesOf([observed]))
  return file
}

/** What is in a file of exchanges that were set aside. */
export interface SetAsideFile {
  readonly file: string
  readonly observed: readonly ObservedExchange[]
}

/** The exchanges that were set aside in a recordings folder, as far as they can be opened. */
export async function setAsideIn(recordings: string, ring: KeyRing): Promise<readonly SetAsideFile[]> {
  const folder = setAsideFolderOf(recordings)
  const found: SetAsideFile[] = []
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.endsWith('.sealed')) continue
    const file = join(folder, name)
    const { frames } = await readSegment(file, ring, firstFrame, Infinity)
    const observed = frames.flatMap(({ text }) => (text === undefined ? [] : [...decodeObserved(text)]))
    if (observed.length > 0) found.push({ file, observed })
  }
  return found
}

function setAsideFolderOf(recordings: string): string {
  return join(stateFolderOf(recordings), 'set-aside')
}

/** Seals what was set aside in a recordings folder under the current key, as far as it can be opened. */
export async function sealSetAsideAgain(recordings: string, ring: KeyRing): Promise<void> {
  for (const { file, observed } of await setAsideIn(recordings, ring)) {
    await writeSealed(file, ring.current, bytesOf(observed))
  }
}

/** Exchanges as a sealed file has them. */
function bytesOf(observed: readonly ObservedExchange[]): Uint8Array {
  const bytes = createByteWriter()
  for (const each of observed) encodeObserved(each, bytes)
  return bytes.written()
}
