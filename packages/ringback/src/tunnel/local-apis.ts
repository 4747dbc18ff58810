import { isLoopback, RingbackError } from '@ringback/common'
import type { Io } from '../shell/io.ts'
import { cloudflaredTunnels } from './cloudflared-tunnels.ts'
import { ngrokTunnels } from './ngrok-tunnels.ts'
import type { Tunnel } from './tunnel.ts'

/** Where ngrok's local API listens: at 4040, and a second agent at the next port that is free. */
const ngrokPorts = [4040, 4041, 4042, 4043, 4044]
/** Where cloudflared's metrics server listens: at the first of these ports that is free. */
const cloudflaredPorts = [20_241, 20_242, 20_243, 20_244, 20_245]

/** The variable that names other addresses, for agents that are configured to use them. */
const variable = 'RINGBACK_TUNNEL_API'

/**
 * The tunnels of all agents that answer on this machine.
 * @throws {RingbackError} when `RINGBACK_TUNNEL_API` names another machine.
 */
export async function runningTunnels({ env }: Pick<Io, 'env'>): Promise<readonly Tunnel[]> {
  const own = addressesIn(env[variable])
  const asked =
    own.length > 0
      ? own.flatMap((address) => [ngrokTunnels(address), cloudflaredTunnels(address)])
      : [
          ...ngrokPorts.map((port) => ngrokTunnels(`127.0.0.1:${port}`)),
          ...cloudflaredPorts.map((port) => cloudflaredTunnels(`127.0.0.1:${port}`)),
        ]
  return (await Promise.all(asked)).flat()
}

function addressesIn(text: string | undefined): readonly string[] {
  const written = (text ?? '').split(',').map((address) => address.trim())
  return written
    .filter((address) => address !== '')
    .map((address) => {
      const url = URL.parse(address.includes('://') ? address : `http://${address}`)
      if (url !== null && url.port !== '' && isLoopback(url.hostname)) return url.host
      throw new RingbackError('bad-tunnel-api', `${variable}: ${address} is no address of this machine.`, {
        remedy: 'Name the address of the local API of ngrok or cloudflared: 127.0.0.1:4040',
      })
    })
}
