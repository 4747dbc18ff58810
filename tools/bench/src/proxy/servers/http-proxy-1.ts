/** Bare http-proxy 1.18.1 with a keep-alive agent: `http-proxy-1.ts <port> <app>`. */
import { Agent, createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import { app, port } from './arguments.ts'

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

const proxy = library.createProxyServer({ target: app, agent: new Agent({ keepAlive: true }), xfwd: true })
proxy.on('error', (_error, _request, response) => response.destroy())
createServer((request, response) => proxy.web(request, response)).listen(port, '127.0.0.1')
