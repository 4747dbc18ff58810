import { networkInterfaces } from 'node:os'
import { isLoopback } from '@ringback/common'

/** The name that an agent in a container of Docker has for this machine. */
const dockerHost = 'host.docker.internal'

/** Whether an upstream as an agent writes it (`4100`, `localhost:4100`, `http://127.0.0.1:4100`) is a port of this machine. */
export function forwardsToPort(upstream: string, port: number): boolean {
  const bare = upstream.replace(/^\/\//, '')
  const text = /^\d+$/.test(bare) ? `localhost:${bare}` : bare
  const url = URL.parse(text.includes('://') ? text : `http://${text}`)
  if (url === null) return false
  const standard = url.protocol === 'https:' ? '443' : '80'
  return (url.port === '' ? standard : url.port) === String(port) && isThisMachine(url.hostname)
}

function isThisMachine(hostname: string): boolean {
  if (isLoopback(hostname) || hostname === dockerHost || hostname === '0.0.0.0') return true
  const bare = hostname.replace(/^\[|\]$/g, '')
  return Object.values(networkInterfaces()).some((addresses) =>
    addresses?.some(({ address }) => address === bare),
  )
}
