import type { Exchange } from '@ringback/recording'
import type { LoadedConfig } from '../config/load-config.ts'
import type { Io } from '../shell/io.ts'
import { folderUnusable } from './folder.ts'
import { recordingSettings, type RecordingOptions } from './recording-settings.ts'
import { openRecordingWriter } from './recording-writer.ts'

/**
 * Writes exchanges into the recordings folder, redacted unless that is off. The options win over the configuration.
 * Returns the folder. Throws a `RingbackError` when it cannot be written to.
 */
export async function writeExchanges(
  exchanges: readonly Exchange[],
  options: RecordingOptions,
  loaded: LoadedConfig,
  io: Io,
): Promise<string> {
  const settings = recordingSettings(options, loaded, io)
  const { recordings } = settings
  const writer = await openRecordingWriter(settings, io)
  try {
    for (const exchange of exchanges) await writer.append(exchange)
  } catch (error) {
    throw folderUnusable(recordings, error)
  } finally {
    await writer.close()
  }
  return recordings
}
