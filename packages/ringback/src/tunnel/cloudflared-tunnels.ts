import { listIn, localJson, member } from './local-json.ts'
import type { Tunnel } from './tunnel.ts'

/**
 * The tunnels of a cloudflared, out of its metrics server: `GET /quicktunnel` has the host name of a quick tunnel,
 * `GET /config` the rules that say which host name goes where
 * (https://github.com/cloudflare/cloudflared/blob/master/metrics/metrics.go). Empty where none answers.
 */
export async function cloudflaredTunnels(address: string): Promise<readonly Tunnel[]> {
  const [quick, config] = await Promise.all([
    localJson(address, '/quicktunnel'),
    localJson(address, '/config'),
  ])
  const quickHost = member(quick, 'hostname')
  return listIn(member(config, 'config'), 'ingress').flatMap((rule) => {
    const service = member(rule, 'service')
    const own = member(rule, 'hostname')
    // The rule of a quick tunnel is for every host name.
    const host = own === '' || own === undefined ? quickHost : own
    return typeof service === 'string' && /^https?:\/\//.test(service) && isHost(host)
      ? [{ agent: 'cloudflared', publicUrl: `https://${host}`, forwardsTo: service } as const]
      : []
  })
}

/** Whether cloudflared is connected to Cloudflare: `GET /ready`. */
export async function isCloudflaredReady(address: string): Promise<boolean> {
  return member(await localJson(address, '/ready'), 'status') === 200
}

/** A host name that can be requested: not empty, and no pattern. */
function isHost(value: unknown): value is string {
  return typeof value === 'string' && /^[\w.-]+$/.test(value)
}
