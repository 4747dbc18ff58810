import { driftOf, type DriftRow, type ObservedWebhook } from '@ringback/arbitraries'
import type { Exchange } from '@ringback/recording'
import { createRedactor } from '@ringback/redaction'
import { settleSettingsOf, WrongKeyError, type Originals } from '@ringback/redaction/node'
import type { LoadedConfig } from '../../config/load-config.ts'
import type { RecordingsPlace } from '../../recordings/place.ts'
import { keysForFolder, originalsOf } from '../../recordings/redaction-means.ts'
import type { Io } from '../../shell/io.ts'
import { redactionSettings } from '../../state/redaction-settings.ts'
import { observedWebhook } from './observed.ts'

/** The differences of a redacted webhook, after those were taken out that redaction may have made. */
export interface JudgedRows {
  readonly rows: readonly DriftRow[]
  /** Differences in values that redaction replaced, whose original is not at hand. */
  readonly notJudged: readonly DriftRow[]
}

/** Judges the differences of a redacted webhook. */
export type JudgeRows = (
  rows: readonly DriftRow[],
  webhook: ObservedWebhook,
  exchange: Exchange,
) => Promise<JudgedRows>

/** Whose recordings they are. */
export interface RedactedRecordings {
  readonly place: RecordingsPlace
  readonly loaded: LoadedConfig
  /** Whether values of originals may be shown. */
  readonly reveal: boolean
}

/**
 * Makes the judge of a folder. A pseudonym says nothing about what Twilio sent, so a value that redaction replaced is looked up
 * in the sealed original, where that and the key are at hand.
 */
export async function judgeOfRedacted(recordings: RedactedRecordings, io: Io): Promise<JudgeRows> {
  const { place, loaded, reveal } = recordings
  const isReplaced = await replacedValues(place.folder, loaded)
  const originals = await originalsIn(place, loaded, io)
  return async (rows, webhook, exchange) => {
    const suspect = new Set(
      rows.filter(({ parameter, value }) => value !== undefined && isReplaced(parameter, value)),
    )
    if (suspect.size === 0) return { rows, notJudged: [] }
    const sure = rows.filter((row) => !suspect.has(row))
    const original = await originalOf(exchange, originals)
    if (original === null) return { rows: sure, notJudged: [...suspect] }
    const found = driftOf({ ...webhook, parameters: original.parameters })
    const confirmed = found.filter((row) =>
      [...suspect].some(({ parameter, reason }) => parameter === row.parameter && reason === row.reason),
    )
    return { rows: [...sure, ...(reveal ? confirmed : confirmed.map(withoutValue))], notJudged: [] }
  }
}

function withoutValue({ value: _value, ...row }: DriftRow): DriftRow {
  const what = row.reason === 'new-value' ? 'is not one of its values' : 'does not have its form'
  return {
    ...row,
    message: `${row.parameter} has a value that ${what}; redaction replaced it, and --reveal shows it.`,
  }
}

async function originalOf(
  exchange: Exchange,
  originals: Originals | undefined,
): Promise<ObservedWebhook | null> {
  try {
    const original = (await originals?.originalOf(exchange)) ?? null
    const webhook = original === null ? null : observedWebhook(original)
    return typeof webhook === 'string' ? null : webhook
  } catch (error) {
    if (error instanceof WrongKeyError) return null
    throw error
  }
}

async function originalsIn(
  place: RecordingsPlace,
  loaded: LoadedConfig,
  io: Io,
): Promise<Originals | undefined> {
  const ring = await keysForFolder(place.folder, loaded, io)
  return ring === undefined ? undefined : originalsOf(place, ring, io)
}

/**
 * Whether redaction replaces a value as it stands in a recording, and so has replaced another one by it. Asked under two keys,
 * since a short pseudonym may be the value itself by chance.
 */
async function replacedValues(
  directory: string,
  { config }: LoadedConfig,
): Promise<(parameter: string, value: string) => boolean> {
  const { redaction } = await settleSettingsOf(directory)
  const settings = { ...redactionSettings(config), ...(redaction === 'off' ? {} : redaction) }
  const redactors = [1, 2].map((byte) => createRedactor({ ...settings, key: new Uint8Array(32).fill(byte) }))
  return (parameter, value) => redactors.some((each) => each.redactValue(parameter, value) !== value)
}
