import { lstat, readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { openRecordingsReader } from '@ringback/recording/node'
import { openRecorder, type KeyRing, type SettleSettings } from '@ringback/redaction/node'
import { observedOf, until } from '../support.ts'

/** Sets call 9 aside: it cannot be redacted. */
const hook = `export default (exchange) => {
  if (exchange.request.url.endsWith('/poison')) throw new Error('no')
  return exchange
}`
const redactHook = `data:text/javascript,${encodeURIComponent(hook)}`

/** Settings that leave a trace in every file of the state folder. */
export function settingsOf(recordings: string, ring: KeyRing): SettleSettings {
  return {
    recordings,
    ring,
    redactHook,
    redaction: {
      keep: ['X-Trace'],
      ownNumbers: ['+14155550199'],
      redactValues: ['a word'],
      redactPatterns: ['z{9}'],
    },
    durability: 'process',
  }
}

/**
 * Records calls into a folder as `ringback record` does, so that every file that a recorder and its readers keep is there:
 * recordings, originals, index, settings, what was learned, what was set aside, and exchanges that wait in the spool.
 */
export async function recordFolder(recordings: string, ring: KeyRing): Promise<void> {
  const settings = settingsOf(recordings, ring)
  const first = await openRecorder(settings)
  for (const call of [1, 2, 3]) first.take(observedOf(call))
  first.take(observedOf(9, { url: 'https://phone.example.com/poison' }))
  await until(() => first.counts.recorded + first.counts.notRecorded === 4)
  await first.close()
  await openRecordingsReader({
    directory: recordings,
    fewestIndexed: 1,
    now: () => Number.MAX_SAFE_INTEGER,
  })
  const second = await openRecorder({ ...settings, settleAfterMs: 3_600_000 })
  for (const call of [4, 5]) second.take(observedOf(call))
  await second.close({ settleMs: 0 })
}

/** The regular files below a folder, as paths from it, with their bytes. */
export async function filesOf(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>()
  for (const entry of await readdir(folder, { recursive: true })) {
    const path = join(folder, entry)
    const found = await lstat(path)
    if (found.isFile() && found.size < 2 ** 30) files.set(relative(folder, path), await readFile(path))
  }
  return files
}
