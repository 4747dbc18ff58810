import { startProxy as start, type Proxy, type ProxyOptions } from '@ringback/proxy'

/** Which front the proxies of a test file have. `node`: Node's HTTP server reads every request. */
export const front: { by: 'sockets' | 'node' } = { by: 'sockets' }

/** A proxy with the front that the test file asks for. */
export async function startProxy(options: ProxyOptions): Promise<Proxy> {
  return start({ directSockets: front.by === 'sockets', ...options })
}
