import { startInspector, type Inspector, type InspectorOptions } from '@ringback/inspector'
import { authTokenOf } from '../app/auth-token.ts'
import { loadConfig } from '../config/load-config.ts'
import { actOptions } from '../commands/inspect/act-options.ts'
import { keyRingOf } from '../commands/inspect/key-ring.ts'
import { replayMeansOf } from '../commands/inspect/replay-means.ts'
import { findingReplay } from '../commands/inspect/replay-finding.ts'
import type { Io } from '../shell/io.ts'
import type { RecordingsPlace } from '../recordings/place.ts'
import { version } from '../version.ts'
import type { PageSettings } from './ui-messages.ts'

/** Serves the page of the recordings in a folder or a database, in this process. Throws a `RingbackError`. */
export async function openPage(settings: PageSettings, io: Io): Promise<Inspector> {
  const { directory, store, port, request, reports, findings } = settings
  const loaded = await loadConfig(io, settings.config)
  const authToken = authTokenOf(request?.authToken, loaded.config, io)
  const acts = request === undefined ? {} : actOptions(request, loaded)
  const { app } = acts
  const replayFinding =
    app === undefined || findings === undefined
      ? undefined
      : findingReplay({ app, findings, authToken: request?.authToken, loaded, io })
  const place = directory === null ? undefined : { folder: directory, ...(store !== undefined && { store }) }
  const replayMeans = place === undefined ? undefined : replayMeansOf(place, loaded, io)
  const keyRing = directory === null ? undefined : keyRingOf(directory, loaded, io)
  const options = { port, version, authToken, reports, ...acts, keyRing, replayMeans, replayFinding }
  return store === undefined || directory === null
    ? startInspector({ directory, ...options })
    : inspectDatabase({ folder: directory, store }, { directory: null, ...options }, io)
}

async function inspectDatabase(
  place: Required<RecordingsPlace>,
  options: InspectorOptions,
  io: Io,
): Promise<Inspector> {
  // Only whoever uses a database has what reads it.
  const { openShownDatabase } = await import('../store/inspected-database.ts')
  const { database, close } = await openShownDatabase(place, io)
  try {
    const inspector = await startInspector({ ...options, database })
    return {
      ...inspector,
      async close() {
        await inspector.close()
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}
