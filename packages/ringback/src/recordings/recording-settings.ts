import type { LoadedConfig } from '../config/load-config.ts'
import type { Io } from '../shell/io.ts'
import { redactionSettings } from '../state/redaction-settings.ts'
import { recordingsFolder } from './folder.ts'
import type { RecordingWriterOptions } from './recording-writer.ts'

/** The options of a command that writes recordings. */
export interface RecordingOptions {
  readonly recordings?: string | undefined
  readonly redact?: boolean | undefined
  readonly originals?: boolean | undefined
}

/** How a command writes recordings: the options win over the configuration. `own`: what else is the user's own. */
export function recordingSettings(
  options: RecordingOptions,
  loaded: LoadedConfig,
  io: Io,
  own: { readonly accountSid?: string; readonly publicUrl?: string | undefined } = {},
): RecordingWriterOptions {
  const { config, directory } = loaded
  return {
    recordings: recordingsFolder(options.recordings, loaded, io),
    directory,
    redact: options.redact ?? config.redact ?? true,
    redaction: redactionSettings({ ...config, ...own }),
    originals: options.originals ?? config.originals ?? true,
  }
}
