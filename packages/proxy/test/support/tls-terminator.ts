import { once } from 'node:events'
import { request as forward } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { certificate } from './certificate.ts'

export interface TlsTerminator {
  readonly port: number
  close(): Promise<void>
}

/** What a TLS terminator says about the way a request came, as different products do. */
export type TerminatorHabit = 'keeps-host' | 'rewrites-host' | 'says-nothing'

/** Ends TLS and forwards to a plain HTTP server, as a tunnel or load balancer in front of the proxy does. */
export async function startTlsTerminator(upstream: string, habit: TerminatorHabit): Promise<TlsTerminator> {
  const { hostname, port } = new URL(upstream)
  const server = createServer(certificate, (request, response) => {
    const headers = { ...request.headers }
    if (habit !== 'keeps-host') headers.host = `${hostname}:${port}`
    if (habit !== 'says-nothing') {
      headers['x-forwarded-for'] = '203.0.113.7'
      headers['x-forwarded-proto'] = 'https'
      headers['x-forwarded-host'] = request.headers.host
    }
    const outgoing = forward(
      { hostname, port, method: request.method, path: request.url, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 0, answer.rawHeaders)
        answer.pipe(response)
      },
    )
    outgoing.on('error', () => response.destroy())
    request.pipe(outgoing)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
