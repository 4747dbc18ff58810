import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeStateFolder, stateFolderOf } from '@ringback/recording/node'
import type { KeyRing } from '../keys/redaction-keys.ts'
import type { SettleSettings } from './settings.ts'
import { keepUserValues, userValuesOf } from './user-values.ts'

type KeptSettings = Omit<SettleSettings, 'recordings' | 'ring'>

const fileName = 'settings.json'

/** Notes how a folder is recorded, so that whoever settles its spool later does it in the same way. */
export async function keepSettleSettings(settings: SettleSettings): Promise<void> {
  const { redaction, durability, originals, redactHook, redactModule } = settings
  const { redactValues = [], ...others } = redaction === 'off' ? {} : redaction
  await keepUserValues(settings.recordings, settings.ring, redactValues)
  const kept: KeptSettings = {
    redaction: redaction === 'off' ? 'off' : others,
    durability,
    ...(originals !== undefined && { originals }),
    ...(redactHook !== undefined && { redactHook }),
    ...(redactModule !== undefined && { redactModule }),
  }
  const state = await makeStateFolder(settings.recordings)
  await writeFile(join(state, fileName), `${JSON.stringify(kept)}\n`, { mode: 0o600 })
}

/**
 * How a folder was recorded last, with the values that its user wants replaced, which are sealed. Throws when the ring does not open
 * them.
 */
export async function settleSettingsWith(recordings: string, ring: KeyRing): Promise<KeptSettings> {
  const kept = await settleSettingsOf(recordings)
  const redactValues = await userValuesOf(recordings, ring)
  if (kept.redaction === 'off' || redactValues.length === 0) return kept
  return { ...kept, redaction: { ...kept.redaction, redactValues } }
}

/** How a folder was recorded last, without values that are private themselves. The default is to redact everything. */
export async function settleSettingsOf(recordings: string): Promise<KeptSettings> {
  try {
    const kept: unknown = JSON.parse(await readFile(join(stateFolderOf(recordings), fileName), 'utf8'))
    // Only `keepSettleSettings` writes the file.
    if (typeof kept === 'object' && kept !== null && 'redaction' in kept) return kept as KeptSettings
  } catch {
    // Not recorded to yet, or damaged.
  }
  return { redaction: {}, durability: 'process' }
}
