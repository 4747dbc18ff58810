import { RingbackError } from '@ringback/common'
import type { ActOptions, AppToAsk } from '@ringback/inspector'
import { requireAuthToken } from '../../app/auth-token.ts'
import type { LoadedConfig } from '../../config/load-config.ts'
import type { Io } from '../../shell/io.ts'
import { findingsFolder } from '../fuzz/findings-folder.ts'

/** Where findings are, and what they are sent to. */
interface ReplayTarget {
  readonly app: AppToAsk
  /** The folder that `ringback fuzz` wrote them to. */
  readonly findings: string
  readonly authToken: string | undefined
  readonly loaded: LoadedConfig
  readonly io: Io
}

/** Sends the requests of a finding to the app, as `ringback fuzz replay` does, and to no other address. */
export function findingReplay({
  app,
  findings,
  authToken,
  loaded,
  io,
}: ReplayTarget): NonNullable<ActOptions['replayFinding']> {
  return async (id, signal) => {
    const stored = await findingsFolder(findings).read(id)
    if (stored === undefined) {
      throw new RingbackError('no-such-finding', `No finding ${id} in ${findings}.`, {
        remedy: 'Pass the folder that ringback fuzz wrote it to: --findings <folder>',
      })
    }
    // The fuzzer takes time to load, and most pages only show.
    const { replayFinding } = await import('@ringback/fuzz')
    const { url, publicUrl, timeoutMs, allowRemote } = app
    return replayFinding(stored, {
      app: url,
      authToken: requireAuthToken(authToken, loaded.config, io),
      // A finding is signed for the URL that it was found under, wherever the app listens now.
      publicUrl: publicUrl ?? stored.location.publicUrl ?? new URL(stored.finding.request.url).origin,
      allowRemote: allowRemote ?? false,
      ...(timeoutMs !== undefined && { timeouts: { totalMs: timeoutMs, readMs: timeoutMs } }),
      signal,
    })
  }
}
