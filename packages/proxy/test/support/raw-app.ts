import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

/** One request as it arrived at the app, byte for byte. */
export interface Arrived {
  readonly head: string
  readonly body: Buffer
  readonly trailers: string
}

export interface RawApp {
  readonly url: string
  readonly port: number
  readonly arrived: Arrived[]
  /** How many connections were opened to the app so far. */
  readonly connections: () => number
  close(): Promise<void>
}

/**
 * An app on a raw socket: it keeps what arrived as bytes and writes back the bytes it is told to. It reads
 * requests independently of the proxy's own code.
 */
export async function startRawApp(
  answer: (request: Arrived, socket: Socket) => readonly Buffer[] | null,
): Promise<RawApp> {
  const arrived: Arrived[] = []
  const sockets = new Set<Socket>()
  let connections = 0
  const server = createServer((socket) => {
    connections += 1
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    let buffer = Buffer.alloc(0)
    socket.on('data', (chunk) => {
      buffer = Buffer.concat([buffer, chunk])
      for (let read = readRequest(buffer); read !== undefined; read = readRequest(buffer)) {
        buffer = Buffer.from(buffer.subarray(read.length))
        arrived.push(read.request)
        const bytes = answer(read.request, socket)
        if (bytes === null) continue
        for (const part of bytes) socket.write(part)
      }
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    arrived,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

function readRequest(buffer: Buffer): { request: Arrived; length: number } | undefined {
  const headEnd = buffer.indexOf('\r\n\r\n')
  if (headEnd < 0) return undefined
  const head = buffer.toString('latin1', 0, headEnd)
  const start = headEnd + 4
  const length = /^content-length: *(\d+)$/im.exec(head)?.[1]
  if (/^transfer-encoding: *chunked$/im.test(head)) return readChunked(head, buffer, start)
  const size = Number(length ?? 0)
  if (buffer.length < start + size) return undefined
  return {
    request: { head, body: Buffer.from(buffer.subarray(start, start + size)), trailers: '' },
    length: start + size,
  }
}

function readChunked(head: string, buffer: Buffer, start: number): ReturnType<typeof readRequest> {
  const parts: Buffer[] = []
  let at = start
  while (true) {
    const lineEnd = buffer.indexOf('\r\n', at)
    if (lineEnd < 0) return undefined
    const size = Number.parseInt(buffer.toString('latin1', at, lineEnd), 16)
    at = lineEnd + 2
    if (size === 0) break
    if (buffer.length < at + size + 2) return undefined
    parts.push(Buffer.from(buffer.subarray(at, at + size)))
    at += size + 2
  }
  const end = buffer.toString('latin1', at, at + 2) === '\r\n' ? at : buffer.indexOf('\r\n\r\n', at)
  if (end < 0) return undefined
  const trailers = buffer.toString('latin1', at, end)
  return { request: { head, body: Buffer.concat(parts), trailers }, length: end === at ? at + 2 : end + 4 }
}
