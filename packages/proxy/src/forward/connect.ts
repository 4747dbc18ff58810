import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls, type ConnectionOptions } from 'node:tls'

/** What of `tls.connect` can be chosen for the way to the app: `ca`, `rejectUnauthorized`, a client certificate. */
export type UpstreamTls = Pick<
  ConnectionOptions,
  'ca' | 'cert' | 'key' | 'passphrase' | 'pfx' | 'rejectUnauthorized' | 'servername'
>

/** Opens a connection to the app. It emits `connect`, or `secureConnect` with TLS. */
export function connectTo(upstream: URL, tls: UpstreamTls): Socket {
  const secure = upstream.protocol === 'https:'
  const host = upstream.hostname.replaceAll(/^\[|\]$/g, '')
  const port = Number(upstream.port) || (secure ? 443 : 80)
  if (!secure) return connectTcp({ host, port, noDelay: true })
  const servername = isIP(host) === 0 ? host : undefined
  const socket = connectTls({
    host,
    port,
    ALPNProtocols: ['http/1.1'],
    ...(servername !== undefined && { servername }),
    ...tls,
  })
  socket.setNoDelay(true)
  return socket
}
