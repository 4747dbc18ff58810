import { isLoopback } from '@ringback/common'
import { cloudflaredTunnels, isCloudflaredReady } from './cloudflared-tunnels.ts'
import { freePort } from './free-port.ts'
import { member } from './local-json.ts'
import { ngrokTunnels } from './ngrok-tunnels.ts'
import type { Tunnel, TunnelAgent } from './tunnel.ts'

/** What a tunnel is started for. */
export interface TunnelTarget {
  /** Where the proxy will listen: an address of this machine. */
  readonly host: string
  readonly port: number
  /** The URL that the tunnel shall have; undefined: any. */
  readonly publicUrl: string | undefined
}

/** How the program of an agent is started, and how its tunnels are learned. */
export interface AgentProgram {
  readonly args: readonly string[]
  /** Sees each line that the program prints. */
  readonly see: (line: string) => void
  /** The tunnels that are ready. */
  readonly tunnels: () => Promise<readonly Tunnel[]>
  /** Why it has not come up, out of the lines that it printed; undefined where they do not say. */
  readonly problem: () => string | undefined
}

/** The program of each agent. */
export const agentPrograms: Readonly<Record<TunnelAgent, (target: TunnelTarget) => Promise<AgentProgram>>> = {
  ngrok: async (target) => ngrokProgram(target),
  cloudflared: cloudflaredProgram,
}

/** `ngrok http`, whose log says where its local API listens (https://ngrok.com/docs/agent/cli). */
function ngrokProgram(target: TunnelTarget): AgentProgram {
  let address: string | undefined
  const errors: string[] = []
  return {
    args: [
      'http',
      upstreamOf(target),
      '--log',
      'stdout',
      '--log-format',
      'json',
      ...(target.publicUrl === undefined ? [] : ['--url', target.publicUrl]),
    ],
    see(line) {
      const entry = parsed(line)
      const listening = member(entry, 'addr')
      if (member(entry, 'msg') === 'starting web service' && typeof listening === 'string')
        address = listening
      const error = member(entry, 'err')
      if (typeof error === 'string' && error !== '' && error !== '<nil>' && error !== 'nil')
        errors.push(error)
      else if (line.startsWith('ERROR:')) errors.push(line.slice('ERROR:'.length).trim())
    },
    async tunnels() {
      if (address === undefined) return []
      const url = URL.parse(`http://${address}`)
      return url !== null && isLoopback(url.hostname) ? ngrokTunnels(url.host) : []
    },
    problem: () => [...new Set(errors.filter((error) => error !== ''))].join('\n') || undefined,
  }
}

/** A quick tunnel of cloudflared, with its metrics server on a port of our choice. */
async function cloudflaredProgram(target: TunnelTarget): Promise<AgentProgram> {
  const address = `127.0.0.1:${await freePort('127.0.0.1', 0)}`
  const errors: string[] = []
  return {
    args: ['tunnel', '--url', upstreamOf(target), '--metrics', address, '--no-autoupdate'],
    see(line) {
      const error = /\b(?:ERR|FTL) (.*)$/.exec(line)?.[1]
      if (error !== undefined) errors.push(error)
    },
    tunnels: async () => ((await isCloudflaredReady(address)) ? cloudflaredTunnels(address) : []),
    problem: () => [...new Set(errors)].join('\n') || undefined,
  }
}

function upstreamOf({ host, port }: TunnelTarget): string {
  if (host === '0.0.0.0' || host === '::') return `http://127.0.0.1:${port}`
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown
  } catch {
    return undefined
  }
}
