import { RingbackError } from '@ringback/common'
import { writeStateFile } from '@ringback/recording/node'
import type { KeyRing } from '../keys/redaction-keys.ts'
import { readStateJson } from '../read-state-json.ts'
import { isKeptSettings, type KeptSettings } from './is-kept-settings.ts'
import type { SettleSettings } from './settings.ts'
import { keepUserValues, userValuesOf } from './user-values.ts'

const fileName = 'settings.json'

/** Notes how a folder is recorded, so that whoever settles its spool later does it in the same way. */
export async function keepSettleSettings(settings: SettleSettings): Promise<void> {
  const { redaction, durability, originals, redactHook, redactModule, store } = settings
  const { redactValues = [], redactPatterns, ...others } = redaction === 'off' ? {} : redaction
  await keepUserValues(settings.recordings, settings.ring, redactValues)
  const kept: KeptSettings = {
    redaction:
      redaction === 'off'
        ? 'off'
        : { ...others, ...(redactPatterns && { redactPatterns: redactPatterns.map(sourceOf) }) },
    durability,
    ...(originals !== undefined && { originals }),
    ...(redactHook !== undefined && { redactHook }),
    ...(redactModule !== undefined && { redactModule }),
    ...(store !== undefined && { database: true }),
  }
  await writeStateFile(settings.recordings, fileName, `${JSON.stringify(kept)}\n`, 0o600)
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

/**
 * How a folder was recorded last, without values that are private themselves. The default is to redact everything.
 * @throws {RingbackError} `damaged-settings` when that was noted, and the note cannot be read.
 */
export async function settleSettingsOf(recordings: string): Promise<KeptSettings> {
  const { file, value } = await readStateJson(recordings, fileName)
  if (value === undefined) return { redaction: {}, durability: 'process' }
  if (isKeptSettings(value)) return value
  throw new RingbackError(
    'damaged-settings',
    `${file} is damaged: it says how these recordings are redacted, and cannot be read.`,
    {
      remedy:
        'Run ringback record with the same configuration: it writes the file again. Or delete it: what waits to be recorded is then redacted by the defaults.',
    },
  )
}

function sourceOf(pattern: string | RegExp): string {
  return typeof pattern === 'string' ? pattern : pattern.source
}
