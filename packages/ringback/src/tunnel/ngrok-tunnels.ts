import { listIn, localJson, member } from './local-json.ts'
import type { Tunnel } from './tunnel.ts'

/**
 * The tunnels of an ngrok agent, out of its local API (https://ngrok.com/docs/agent/api): `GET /api/endpoints`, and
 * `GET /api/tunnels` for agents that have only this. Empty where no agent answers.
 */
export async function ngrokTunnels(address: string): Promise<readonly Tunnel[]> {
  const [endpoints, tunnels] = await Promise.all([
    localJson(address, '/api/endpoints'),
    localJson(address, '/api/tunnels'),
  ])
  const found = [
    ...listIn(endpoints, 'endpoints').map((each) =>
      tunnelOf(member(each, 'url'), member(member(each, 'upstream'), 'url')),
    ),
    ...listIn(tunnels, 'tunnels').map((each) =>
      tunnelOf(member(each, 'public_url'), member(member(each, 'config'), 'addr')),
    ),
  ]
  return found.filter((tunnel) => tunnel !== undefined)
}

/** Tunnels of TCP and TLS have no URL that Twilio could request. */
function tunnelOf(url: unknown, upstream: unknown): Tunnel | undefined {
  if (typeof url !== 'string' || typeof upstream !== 'string' || !/^https?:\/\//.test(url)) return undefined
  return { agent: 'ngrok', publicUrl: url.replace(/\/$/, ''), forwardsTo: upstream }
}
