import type { Exchange } from '@ringback/recording'
import type { LoadedConfig } from '../config/load-config.ts'
import type { Io } from '../shell/io.ts'
import { placeName } from './place.ts'
import { recordingSettings, type RecordingOptions } from './recording-settings.ts'
import { openRecordingWriter } from './recording-writer.ts'

/**
 * Makes sure that exchanges which are still to come can be written to a database: key, tables and connection. A folder is not looked at.
 * @throws {RingbackError} as `openRecordingWriter` does.
 */
export async function assertStoreWritable(
  options: RecordingOptions,
  loaded: LoadedConfig,
  io: Io,
): Promise<void> {
  const settings = recordingSettings(options, loaded, io)
  if (settings.place.store !== undefined) await (await openRecordingWriter(settings, io)).close()
}

/**
 * Writes exchanges into the recordings, redacted unless that is off. The options win over the configuration.
 * Returns the name of the place. Throws a `RingbackError` when it cannot be written to.
 */
export async function writeExchanges(
  exchanges: readonly Exchange[],
  options: RecordingOptions,
  loaded: LoadedConfig,
  io: Io,
): Promise<string> {
  const settings = recordingSettings(options, loaded, io)
  const writer = await openRecordingWriter(settings, io)
  try {
    for (const exchange of exchanges) await writer.append(exchange)
  } finally {
    await writer.close()
  }
  return placeName(settings.place)
}
