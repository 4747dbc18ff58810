import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { WebSocketServer } from 'ws'

/** A server on a port that answers TwiML by path, for its own host, and takes WebSockets at any path. */
export async function twimlServer(
  routes: (host: string) => Readonly<Record<string, string>>,
): Promise<{ readonly url: string; readonly upgrades: readonly string[] }> {
  const upgrades: string[] = []
  const sockets = new WebSocketServer({ noServer: true })
  const server = createServer((request, response) => {
    request.resume()
    const twiml = routes(request.headers.host ?? '')[request.url ?? '']
    response.writeHead(twiml === undefined ? 204 : 200, { 'Content-Type': 'text/xml' })
    response.end(twiml === undefined ? undefined : `<Response>${twiml}</Response>`)
  })
  server.on('upgrade', (request, tcp, head) => {
    upgrades.push(request.url ?? '')
    sockets.handleUpgrade(request, tcp, head, () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, upgrades }
}
