import { printable, RingbackError } from '@ringback/common'
import type { Io } from '../shell/io.ts'
import { forwardsToPort } from './forwards-to-port.ts'
import { runningTunnels } from './local-apis.ts'
import type { Tunnel } from './tunnel.ts'

/** How the found tunnel may be asked for, in messages. */
interface Sought {
  readonly port: number
  /** What listens there. */
  readonly what: 'the proxy' | 'the app'
}

/**
 * The tunnel of ngrok or cloudflared on this machine that forwards to a port.
 * @throws {RingbackError} when there is none, several, or only ones that forward elsewhere.
 */
export async function findTunnel(sought: Sought, io: Pick<Io, 'env'>): Promise<Tunnel> {
  const running = await runningTunnels(io)
  const fitting = preferred(running.filter(({ forwardsTo }) => forwardsToPort(forwardsTo, sought.port)))
  const [first] = fitting
  if (first !== undefined && fitting.length === 1) return first
  if (fitting.length > 1) throw severalTunnels(fitting, sought)
  throw running.length === 0 ? noTunnel(sought) : tunnelsElsewhere(preferred(running), sought)
}

/** Each public URL once, and of an http and an https URL of one host the https one. */
export function preferred(tunnels: readonly Tunnel[]): readonly Tunnel[] {
  const byHost = Map.groupBy(tunnels, ({ publicUrl }) => publicUrl.replace(/^https?:/, ''))
  return [...byHost.values()].flatMap(
    (same) => same.find(({ publicUrl }) => publicUrl.startsWith('https:')) ?? same.slice(0, 1),
  )
}

function noTunnel({ port }: Sought): RingbackError {
  return new RingbackError(
    'no-tunnel',
    '--public-url auto found no tunnel: neither ngrok nor cloudflared answers on this machine.',
    {
      remedy: `Start one (ngrok http ${port}, or cloudflared tunnel --url http://127.0.0.1:${port}), or pass the URL: --public-url https://phone.example.com`,
    },
  )
}

function severalTunnels(tunnels: readonly Tunnel[], { port }: Sought): RingbackError {
  return new RingbackError(
    'several-tunnels',
    `--public-url auto found ${tunnels.length} tunnels that forward to port ${port}:\n${linesOf(tunnels)}`,
    { remedy: `Pass the one that Twilio requests: --public-url ${printable(tunnels[0]?.publicUrl ?? '')}` },
  )
}

function tunnelsElsewhere(tunnels: readonly Tunnel[], { port, what }: Sought): RingbackError {
  const agents = new Set(tunnels.map(({ agent }) => agent))
  const start = agents.has('ngrok')
    ? `ngrok http ${port}`
    : `cloudflared tunnel --url http://127.0.0.1:${port}`
  return new RingbackError(
    'tunnel-elsewhere',
    `--public-url auto found no tunnel that forwards to ${what} (port ${port}). These forward elsewhere:\n${linesOf(tunnels)}`,
    {
      remedy:
        what === 'the proxy'
          ? `Start one that does: ${start}`
          : `Start one that does (${start}), or pass the URL that Twilio requests: --public-url ${printable(tunnels[0]?.publicUrl ?? '')}`,
    },
  )
}

function linesOf(tunnels: readonly Tunnel[]): string {
  return tunnels
    .map(({ agent, publicUrl, forwardsTo }) => printable(`${publicUrl} → ${forwardsTo} (${agent})`))
    .join('\n')
}
