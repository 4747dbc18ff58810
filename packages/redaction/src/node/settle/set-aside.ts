import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Damage } from '@ringback/recording'
import { makeStateFolder, stateFolderOf } from '@ringback/recording/node'
import type { KeyRing, RedactionKeys } from '../keys/redaction-keys.ts'
import { createByteWriter } from '../observed/byte-writer.ts'
import { decodeObserved, encodeObserved } from '../observed/encoding.ts'
import type { ObservedExchange } from '../observed/observed-exchange.ts'
import { writeSealed } from '../seal/write-sealed.ts'
import { firstFrame, firstReadBytes, readSegment } from '../spool/read-segment.ts'

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

/** The exchanges that were set aside in a recordings folder, as far as they can be opened. `onDamage` is told of the others. */
export async function setAsideIn(
  recordings: string,
  ring: KeyRing,
  onDamage: (damage: Damage) => void,
): Promise<readonly SetAsideFile[]> {
  const folder = setAsideFolderOf(recordings)
  const found: SetAsideFile[] = []
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.endsWith('.sealed')) continue
    const file = join(folder, name)
    const observed = await observedIn(file, ring)
    if (typeof observed === 'string') onDamage({ where: file, reason: observed })
    else found.push({ file, observed })
  }
  return found
}

/** What a file holds, or why that cannot be said. */
async function observedIn(file: string, ring: KeyRing): Promise<readonly ObservedExchange[] | string> {
  const damaged = 'the exchange that was set aside is damaged'
  try {
    const { frames, state } = await readSegment(file, ring, firstFrame, firstReadBytes)
    if (state === 'wrong-key') return 'the exchange that was set aside is under another redaction key'
    const texts = frames.flatMap(({ text }) => text ?? [])
    return texts.length === 0 ? damaged : texts.flatMap((text) => [...decodeObserved(text)])
  } catch {
    // No regular file, or one that may not be read.
    return damaged
  }
}

function setAsideFolderOf(recordings: string): string {
  return join(stateFolderOf(recordings), 'set-aside')
}

/** Seals what was set aside in a recordings folder under the current key, as far as it can be opened. */
export async function sealSetAsideAgain(
  recordings: string,
  ring: KeyRing,
  onDamage: (damage: Damage) => void,
): Promise<void> {
  for (const { file, observed } of await setAsideIn(recordings, ring, onDamage)) {
    await writeSealed(file, ring.current, bytesOf(observed))
  }
}

/** Exchanges as a sealed file has them. */
function bytesOf(observed: readonly ObservedExchange[]): Uint8Array {
  const bytes = createByteWriter()
  for (const each of observed) encodeObserved(each, bytes)
  return bytes.written()
}
