import { connect as connectTcp, isIP, type OnReadOpts, type Socket } from 'node:net'
import { connect as connectTls, type ConnectionOptions } from 'node:tls'

/** What of `tls.connect` can be chosen for the way to the app: `ca`, `rejectUnauthorized`, a client certificate. */
export type UpstreamTls = Pick<
  ConnectionOptions,
  'ca' | 'cert' | 'key' | 'passphrase' | 'pfx' | 'rejectUnauthorized' | 'servername'
>

/** Where a plain connection's bytes are read to; they are copied from there before the next are read, on whichever connection. */
const readBuffer = Buffer.allocUnsafeSlow(64 * 1024)

/**
 * Opens a connection to the app. It emits `connect`, or `secureConnect` with TLS; what it receives goes to `read` in pieces
 * that may be kept, and is not emitted as `data`.
 */
export function connectTo(upstream: URL, tls: UpstreamTls, read: (chunk: Buffer) => void): Socket {
  const secure = upstream.protocol === 'https:'
  const host = upstream.hostname.replaceAll(/^\[|\]$/g, '')
  const port = Number(upstream.port) || (secure ? 443 : 80)
  if (!secure) return connectTcp({ host, port, noDelay: true, onread: intoReadBuffer(read) })
  const servername = isIP(host) === 0 ? host : undefined
  const socket = connectTls({
    host,
    port,
    ALPNProtocols: ['http/1.1'],
    ...(servername !== undefined && { servername }),
    ...tls,
  })
  socket.setNoDelay(true)
  socket.on('data', read)
  return socket
}

/** Reads without a buffer of 64 KiB for each piece and without a stream's bookkeeping. */
function intoReadBuffer(read: (chunk: Buffer) => void): OnReadOpts {
  return {
    buffer: readBuffer,
    callback(length) {
      const chunk = Buffer.allocUnsafe(length)
      readBuffer.copy(chunk, 0, 0, length)
      read(chunk)
      return true
    },
  }
}
