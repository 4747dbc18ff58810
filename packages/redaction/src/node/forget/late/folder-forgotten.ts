import { writeStateFile } from '@ringback/recording/node'
import type { KeyRing, RedactionKeys } from '../../keys/redaction-keys.ts'
import { readStateJson } from '../../read-state-json.ts'
import { forgottenDays, openedEntry, sealedEntry, type ForgottenEntry } from './forgotten-entry.ts'

const fileName = 'forgotten.json'

interface KeptEntry {
  /** ISO 8601. */
  readonly at: string
  /** Base64. */
  readonly sealed: string
}

/** Adds an entry to the list of a recordings folder. The caller holds its lock. */
export async function noteInFolder(
  recordings: string,
  entry: Pick<ForgottenEntry, 'values' | 'calls'>,
  keys: RedactionKeys,
): Promise<void> {
  const now = Date.now()
  const earlier = (await keptIn(recordings)).filter(
    ({ at }) => now - Date.parse(at) < forgottenDays * 24 * 60 * 60_000,
  )
  const added = { at: new Date(now).toISOString(), sealed: sealedEntry(entry, keys).toString('base64') }
  await writeStateFile(recordings, fileName, `${JSON.stringify([...earlier, added])}\n`, 0o600)
}

/** Who was forgotten lately in a recordings folder, as far as the entries can be opened. */
export async function forgottenInFolder(
  recordings: string,
  ring: KeyRing,
): Promise<readonly ForgottenEntry[]> {
  return (await keptIn(recordings)).flatMap(
    ({ at, sealed }) => openedEntry({ at, sealed: Buffer.from(sealed, 'base64') }, ring) ?? [],
  )
}

async function keptIn(recordings: string): Promise<readonly KeptEntry[]> {
  const { value } = await readStateJson(recordings, fileName)
  return Array.isArray(value) ? value.filter(isKeptEntry) : []
}

function isKeptEntry(value: unknown): value is KeptEntry {
  return (
    typeof value === 'object' &&
    value !== null &&
    'at' in value &&
    !Number.isNaN(Date.parse(String(value.at))) &&
    'sealed' in value &&
    typeof value.sealed === 'string'
  )
}
