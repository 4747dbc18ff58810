import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request on its way through a proxy in front of ringback. */
export interface PassingRequest {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface FrontProxy {
  readonly port: number
  close(): Promise<void>
}

/** A small reverse proxy that changes what passes, as proxies do that are set up wrongly. */
export async function startFrontProxy(
  to: string,
  change: (passing: PassingRequest) => PassingRequest,
): Promise<FrontProxy> {
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const headers = Object.fromEntries(
        Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
      )
      const changed = change({ path: incoming.url ?? '/', headers, body: Buffer.concat(chunks).toString() })
      const { port } = new URL(to)
      const onward = request(
        {
          host: '127.0.0.1',
          port,
          path: changed.path,
          method: incoming.method,
          headers: { ...changed.headers, 'content-length': String(Buffer.byteLength(changed.body)) },
        },
        (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
          answer.pipe(outgoing)
        },
      )
      onward.on('error', () => outgoing.writeHead(502).end())
      onward.end(changed.body)
    })
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
