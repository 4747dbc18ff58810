import type { Recording } from '@ringback/recording'
import { createRedactor } from '@ringback/redaction'
import { openDirectoryStore } from '@ringback/recording/node'
import type { LoadedConfig } from '../../config/load-config.ts'
import { folderUnusable, recordingsFolder } from '../../recordings/folder.ts'
import type { Io } from '../../shell/io.ts'
import { redactionKeys, redactorOptions } from '../../state/redaction-key.ts'
import { redactionSettings } from '../../state/redaction-settings.ts'

interface KeepOptions {
  readonly recordings?: string | undefined
  readonly redact?: boolean | undefined
}

/** Writes a call into the recordings folder, redacted unless that is off. Returns the folder. */
export async function keepRecording(
  { exchanges }: Recording,
  options: KeepOptions,
  loaded: LoadedConfig,
  io: Io,
): Promise<string> {
  const { config, directory } = loaded
  const folder = recordingsFolder(options.recordings, loaded, io)
  const isRedacted = options.redact ?? config.redact ?? true
  const redactor = isRedacted
    ? createRedactor({
        ...redactionSettings(config),
        ...redactorOptions(await redactionKeys(directory, io.env)),
      })
    : undefined
  try {
    const store = await openDirectoryStore({ directory: folder })
    for (const exchange of exchanges) await store.append(redactor?.redactExchange(exchange) ?? exchange)
    await store.close()
    return folder
  } catch (error) {
    throw folderUnusable(folder, error)
  }
}
