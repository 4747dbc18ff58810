import { resolve } from 'node:path'
import type { McpAccess, McpOptions } from '@ringback/mcp'
import { requireAppUrl } from '../../app/app-url.ts'
import { authTokenOf } from '../../app/auth-token.ts'
import { configuredAppUrl } from '../../app/configured-app-url.ts'
import { publicUrlOf } from '../../app/public-url.ts'
import { loadConfig, type LoadedConfig } from '../../config/load-config.ts'
import { requireThisMachine } from '../../input/require-this-machine.ts'
import { recordingsPlace } from '../../recordings/place.ts'
import { settleFirst } from '../../recordings/settle-first.ts'
import type { Io } from '../../shell/io.ts'
import { version } from '../../version.ts'
import { findingsFolder } from '../fuzz/findings-folder.ts'
import { replayMeansOf } from '../inspect/replay-means.ts'

/** The options of the command line. */
interface McpCommandOptions {
  readonly config?: string | undefined
  readonly allowCalls: boolean
  readonly app?: string | undefined
  readonly unredacted: boolean
  readonly recordings?: string | undefined
  readonly store?: string | undefined
  readonly findings: string
  readonly voiceUrl?: string | undefined
  readonly statusCallback?: string | undefined
  readonly publicUrl?: string | undefined
  readonly authToken?: string | undefined
  /** Seconds. */
  readonly timeout?: number | undefined
}

/** What the server may read and do, and what has to be closed afterwards. */
interface OpenMcpSettings {
  readonly settings: McpOptions
  readonly close: () => Promise<void>
}

/** Opens what the server reads. Throws a `RingbackError`. */
export async function mcpSettings(options: McpCommandOptions, io: Io): Promise<OpenMcpSettings> {
  const loaded = await loadConfig(io, options.config)
  const place = recordingsPlace(options, loaded, io)
  const access = accessOf(options, loaded, io)
  const settings = {
    ...access,
    version,
    directory: place.folder,
    allowCalls: options.allowCalls,
    unredacted: options.unredacted,
    findings: findingsFolder(resolve(io.cwd, options.findings)),
    beforeReading: async () => settleFirst(place, io),
    replayMeans: replayMeansOf(place, loaded, io),
  }
  if (place.store === undefined) return { settings, close: async () => undefined }
  // Only whoever uses a database has what reads it.
  const { openStoreForReading } = await import('../../store/with-keyed-store.ts')
  const { postgres, where, close } = await openStoreForReading(place.store, io)
  return { settings: { ...settings, openReader: async () => postgres.openPostgresReader(where) }, close }
}

function accessOf(options: McpCommandOptions, { config }: LoadedConfig, io: Io): McpAccess {
  const written = options.app ?? configuredAppUrl(config.app, false)
  const app = written === undefined ? undefined : requireAppUrl(written, 'mcp --app').href
  if (app !== undefined) requireThisMachine(app, false)
  return {
    app,
    authToken: authTokenOf(options.authToken, config, io),
    publicUrl: publicUrlOf(options.publicUrl ?? config.publicUrl),
    voiceUrl: options.voiceUrl ?? config.voiceUrl,
    statusCallback: options.statusCallback ?? config.statusCallback,
    timeoutMs: options.timeout === undefined ? undefined : options.timeout * 1000,
  }
}
