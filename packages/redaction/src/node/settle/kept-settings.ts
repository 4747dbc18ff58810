import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeStateFolder, stateFolderOf } from '@ringback/recording/node'
import type { SettleSettings } from './settings.ts'

type KeptSettings = Omit<SettleSettings, 'recordings' | 'ring'>

const fileName = 'settings.json'

/** Notes how a folder is recorded, so that whoever settles its spool later does it in the same way. */
export async function keepSettleSettings(settings: SettleSettings): Promise<void> {
  const { redaction, durability, originals, redactModule } = settings
  const kept: KeptSettings = {
    redaction,
    durability,
    ...(originals !== undefined && { originals }),
    ...(redactModule !== undefined && { redactModule }),
  }
  const state = await makeStateFolder(settings.recordings)
  await writeFile(join(state, fileName), `${JSON.stringify(kept)}\n`, { mode: 0o600 })
}

/** How a folder was recorded last. The default is to redact everything. */
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
