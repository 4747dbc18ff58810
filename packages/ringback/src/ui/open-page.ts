import { startInspector, type Inspector } from '@ringback/inspector'
import { authTokenOf } from '../app/auth-token.ts'
import { loadConfig } from '../config/load-config.ts'
import { actOptions } from '../commands/inspect/act-options.ts'
import { keyRingOf } from '../commands/inspect/key-ring.ts'
import { replayMeansOf } from '../commands/inspect/replay-means.ts'
import { findingReplay } from '../commands/inspect/replay-finding.ts'
import type { Io } from '../shell/io.ts'
import { version } from '../version.ts'
import type { PageSettings } from './ui-messages.ts'

/** Serves the page of the recordings in a folder, in this process. Throws a `RingbackError`. */
export async function openPage(settings: PageSettings, io: Io): Promise<Inspector> {
  const { directory, port, request, reports, findings } = settings
  const loaded = await loadConfig(io, settings.config)
  const authToken = authTokenOf(request?.authToken, loaded.config, io)
  const acts = request === undefined ? {} : actOptions(request, loaded)
  const { app } = acts
  const replayFinding =
    app === undefined || findings === undefined
      ? undefined
      : findingReplay({ app, findings, authToken: request?.authToken, loaded, io })
  const replayMeans = directory === null ? undefined : replayMeansOf(directory, loaded, io)
  const keyRing = directory === null ? undefined : keyRingOf(directory, loaded, io)
  const shown = { directory, port, version, authToken, reports }
  return await startInspector({ ...shown, ...acts, keyRing, replayMeans, replayFinding })
}
