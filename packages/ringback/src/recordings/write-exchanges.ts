import type { Exchange } from '@ringback/recording'
import type { LoadedConfig } from '../config/load-config.ts'
import type { Io } from '../shell/io.ts'
import { redactionSettings } from '../state/redaction-settings.ts'
import { folderUnusable, recordingsFolder } from './folder.ts'
import { openRecordingWriter } from './recording-writer.ts'

interface WriteOptions {
  readonly recordings?: string | undefined
  readonly redact?: boolean | undefined
  readonly originals?: boolean | undefined
}

/**
 * Writes exchanges into the recordings folder, redacted unless that is off. The options win over the configuration.
 * Returns the folder. Throws a `RingbackError` when it cannot be written to.
 */
export async function writeExchanges(
  exchanges: readonly Exchange[],
  options: WriteOptions,
  loaded: LoadedConfig,
  io: Io,
): Promise<string> {
  const { config, directory } = loaded
  const recordings = recordingsFolder(options.recordings, loaded, io)
  const writer = await openRecordingWriter(
    {
      recordings,
      directory,
      redact: options.redact ?? config.redact ?? true,
      redaction: redactionSettings(config),
      originals: options.originals ?? config.originals ?? true,
    },
    io,
  )
  try {
    for (const exchange of exchanges) await writer.append(exchange)
  } catch (error) {
    throw folderUnusable(recordings, error)
  } finally {
    await writer.close()
  }
  return recordings
}
