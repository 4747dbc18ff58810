import type { LoadedConfig } from '../config/load-config.ts'
import type { Io } from '../shell/io.ts'
import { redactionSettings } from '../state/redaction-settings.ts'
import { recordingsPlace, type PlaceOptions } from './place.ts'
import type { RecordingWriterOptions } from './recording-writer.ts'

/** The options of a command that writes recordings. */
export interface RecordingOptions extends PlaceOptions {
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
  const place = recordingsPlace(options, loaded, io)
  return {
    place,
    directory,
    redact: options.redact ?? config.redact ?? true,
    redaction: redactionSettings({ ...config, ...own }),
    // Into a database that others read, originals go only where somebody has said so.
    originals: options.originals ?? config.originals ?? place.store === undefined,
  }
}
