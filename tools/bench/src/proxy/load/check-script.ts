import { once } from 'node:events'
import { createServer, type Socket, type AddressInfo } from 'node:net'
import { twiml } from './twiml.ts'
import { callsAtOnce, requestsPerBlock, webhookBytes } from './webhook.ts'

/** One connection sends so many, which are all kinds of requests. */
const compared = requestsPerBlock + 10

/**
 * Has a load sent to a server that keeps the requests, over one connection, and compares them with those of webhook.ts.
 * @throws {Error} when they differ: then wrk.lua and webhook.ts do not read the template alike.
 */
export async function checkScript(send: (url: string) => Promise<unknown>): Promise<void> {
  const requests: string[] = []
  const server = createServer((socket) => keepRequests(socket, requests)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // A server on a port has an address of this kind.
  await send(`http://127.0.0.1:${port}/`)
  server.close()
  // The first request, which wrk only looks at, is not among them.
  const call = Number.parseInt(/&CallSid=CA[0-9a-f]{24}([0-9a-f]{8})/.exec(requests[0] ?? '')?.[1] ?? '', 16)
  const first = Math.floor(call / callsAtOnce) * requestsPerBlock + (call % callsAtOnce)
  if (requests.length < compared) throw new Error(`wrk sent ${requests.length} requests in a second.`)
  for (const [index, request] of requests.slice(0, compared).entries()) {
    const expected = webhookBytes(first + index).toString('latin1')
    if (request !== expected) throw new Error(`wrk.lua sends\n${request}\ninstead of\n${expected}`)
  }
}

const answer = `HTTP/1.1 200 OK\r\nContent-Length: ${twiml.length}\r\n\r\n${twiml}`

function keepRequests(socket: Socket, requests: string[]): void {
  let received = ''
  socket.on('error', () => undefined)
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1')
    const head = received.indexOf('\r\n\r\n')
    const length = Number(/\r\nContent-Length: (\d+)/.exec(received)?.[1] ?? NaN)
    if (received.length !== head + 4 + length) return
    if (requests.length < compared) requests.push(received)
    received = ''
    socket.write(answer)
  })
}
