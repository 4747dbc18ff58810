import { RingbackError } from '@ringback/common'
import type { Io } from '../../shell/io.ts'
import { findTunnel } from '../../tunnel/find-tunnel.ts'
import { freePort } from '../../tunnel/free-port.ts'
import { startTunnel } from '../../tunnel/start-tunnel.ts'
import type { TunnelAgent } from '../../tunnel/tunnel.ts'
import type { RecordSettings } from './settings.ts'

/** The URL under which Twilio reaches the proxy. */
export interface PublicUrl {
  /** What records, now with that URL. */
  readonly settings: RecordSettings
  /** The agent whose tunnel it is; undefined for a URL that was given, and for none. */
  readonly agent: TunnelAgent | undefined
  /** Resolves to how a tunnel that was started ended, when it did so before it was told to. */
  readonly died: Promise<string>
  /** Ends a tunnel that was started. */
  readonly close: () => Promise<void>
}

const never = new Promise<string>(() => undefined)

/**
 * Finds the tunnel that runs, or starts one, as the options ask for.
 * @throws {RingbackError} when there is none, or the port of the proxy is taken.
 */
export async function openPublicUrl(settings: RecordSettings, io: Io): Promise<PublicUrl> {
  const { port, tunnel, findsTunnel } = settings
  if (tunnel !== undefined) return openTunnel(tunnel, settings, io)
  if (!findsTunnel) return { settings, agent: undefined, died: never, close: async () => undefined }
  const { publicUrl, agent } = await findTunnel({ port, what: 'the proxy' }, io)
  return { settings: withPublicUrl(settings, publicUrl), agent, died: never, close: async () => undefined }
}

async function openTunnel(agent: TunnelAgent, settings: RecordSettings, io: Io): Promise<PublicUrl> {
  const { host, publicUrl } = settings
  // A tunnel to a port of another program would let the world in there.
  const port = await freePort(host, settings.port).catch((error: unknown) => {
    throw portProblem(error, settings)
  })
  const stopped = new AbortController()
  const stopListening = io.onSignal(() => stopped.abort())
  try {
    const target = { host, port, publicUrl }
    const tunnel = await startTunnel(agent, target, io, stopped.signal)
    const known = withPublicUrl({ ...settings, port }, tunnel.publicUrl)
    return { settings: known, agent, died: tunnel.died, close: tunnel.close }
  } finally {
    stopListening()
  }
}

function withPublicUrl(settings: RecordSettings, publicUrl: string): RecordSettings {
  const { redaction } = settings
  return {
    ...settings,
    publicUrl,
    redaction: { ...redaction, ownUrls: [...(redaction.ownUrls ?? []), publicUrl] },
  }
}

/** Why the proxy cannot listen on its port. */
export function portProblem(error: unknown, { host, port }: RecordSettings): unknown {
  // Errors of the system carry a code.
  if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') return error
  return new RingbackError('port-in-use', `Port ${port} of ${host} is in use by another program.`, {
    remedy: 'Stop it, or pass another port: --port 4101',
    cause: error,
  })
}
