import type { Recording } from '@ringback/recording'
import type { LoadedConfig } from '../../config/load-config.ts'
import { folderUnusable, recordingsFolder } from '../../recordings/folder.ts'
import { openRecordingWriter } from '../../recordings/recording-writer.ts'
import type { Io } from '../../shell/io.ts'
import { redactionSettings } from '../../state/redaction-settings.ts'

interface KeepOptions {
  readonly recordings?: string | undefined
  readonly redact?: boolean | undefined
  readonly originals?: boolean | undefined
}

/** Writes a call into the recordings folder, redacted unless that is off. Returns the folder. */
export async function keepRecording(
  { exchanges }: Recording,
  options: KeepOptions,
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
