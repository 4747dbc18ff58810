import type { SignatureMode } from '@ringback/proxy'
import { loadConfig } from '../../config/load-config.ts'
import { requireAppUrl } from '../../app/app-url.ts'
import { authTokenOf } from '../../app/auth-token.ts'
import { publicUrlOf } from '../../app/public-url.ts'
import { recordingsFolder } from '../../recordings/folder.ts'
import type { Io } from '../../shell/io.ts'

/** The options of `ringback record` as the command line gives them. */
export interface RecordOptions {
  readonly config?: string | undefined
  readonly app?: string | undefined
  readonly port: number
  readonly host: string
  readonly publicUrl?: string | undefined
  readonly voiceUrl?: string | undefined
  readonly statusCallback?: string | undefined
  readonly authToken?: string | undefined
  readonly signature?: SignatureMode | undefined
  readonly recordings?: string | undefined
  readonly redact?: boolean | undefined
  readonly keep?: readonly string[] | undefined
  readonly timeout?: number | undefined
}

/** What a recording run works with: options, configuration file, environment and defaults brought together. */
export interface RecordSettings {
  /** Where the app listens. */
  readonly app: string
  readonly host: string
  readonly port: number
  readonly publicUrl: string | undefined
  readonly voiceUrl: string
  readonly statusCallback: string | undefined
  readonly authToken: string | undefined
  readonly signature: SignatureMode | undefined
  /** The folder of the recordings. */
  readonly recordings: string
  /** The folder that `.ringback` stands in. */
  readonly directory: string
  readonly redact: boolean
  readonly keep: readonly string[]
  readonly timeoutMs: number | undefined
}

/** The option wins over the configuration file, and that over the default. Throws a `RingbackError`. */
export async function recordSettings(options: RecordOptions, io: Io): Promise<RecordSettings> {
  const { config, directory } = await loadConfig(io, options.config)
  return {
    app: requireAppUrl(options.app ?? config.app, 'record').href.replace(/\/$/, ''),
    host: options.host,
    port: options.port,
    publicUrl: publicUrlOf(options.publicUrl ?? config.publicUrl),
    voiceUrl: options.voiceUrl ?? config.voiceUrl ?? '/',
    statusCallback: options.statusCallback ?? config.statusCallback,
    authToken: authTokenOf(options.authToken, config, io),
    signature: options.signature ?? config.signature,
    recordings: recordingsFolder(options.recordings, { config, directory }, io),
    directory,
    redact: options.redact ?? config.redact ?? true,
    keep: options.keep ?? config.keep ?? [],
    timeoutMs: options.timeout === undefined ? undefined : options.timeout * 1000,
  }
}
