/** Bare http-proxy 1.18.1 with a keep-alive agent: `http-proxy-1.ts <upstream URL>`. Prints its URL. */
import { Agent, createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'

// The package has no types of its own.
const library = createRequire(import.meta.url)('http-proxy-1') as {
  createProxyServer(options: object): {
    web(request: IncomingMessage, response: ServerResponse): void
    on(
      event: 'error',
      listener: (error: Error, request: IncomingMessage, response: ServerResponse) => void,
    ): void
  }
}

const agent = new Agent({ keepAlive: true })
const proxy = library.createProxyServer({ target: process.argv[2], agent, xfwd: true })
proxy.on('error', (_error, _request, response) => response.destroy())
const server = createServer((request, response) => proxy.web(request, response))
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  console.log(`http://127.0.0.1:${port}`)
})
