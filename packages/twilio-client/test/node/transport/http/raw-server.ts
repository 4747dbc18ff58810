import { Buffer } from 'node:buffer'
import { createServer, type AddressInfo, type Socket } from 'node:net'

/** What a server does with a connection when it has read a request's head: writes pieces, each in a turn of its own, and ends. */
export interface RawAnswer {
  readonly pieces: readonly Buffer[]
  /** `end`: closes the connection; `reset`: with an RST; `hold`: leaves it open; `endless`: the last piece again and again. */
  readonly ending: 'end' | 'reset' | 'hold' | 'endless'
}

/** A server that answers with bytes as they are. */
export interface RawServer {
  readonly url: string
  /** What the next connections are answered with. */
  answer: RawAnswer
  readonly close: () => Promise<void>
}

export async function startRawServer(): Promise<RawServer> {
  const sockets = new Set<Socket>()
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    socket.once('data', () => void write(socket, raw.answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const raw: RawServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: { pieces: [], ending: 'end' },
    close() {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
  return raw
}

async function write(socket: Socket, { pieces, ending }: RawAnswer): Promise<void> {
  for (const piece of pieces) {
    if (socket.destroyed) return
    socket.write(piece)
    await nextTurn()
  }
  if (ending === 'end') socket.end()
  if (ending === 'reset') socket.resetAndDestroy()
  if (ending === 'endless') await writeAgainAndAgain(socket, pieces.at(-1) ?? Buffer.alloc(0))
}

async function writeAgainAndAgain(socket: Socket, piece: Buffer): Promise<void> {
  while (!socket.destroyed) {
    if (!socket.write(piece))
      await new Promise((resolve) => socket.once('drain', resolve).once('close', resolve))
    await nextTurn()
  }
}

/** Until the other end, in the same process, has read what was written. */
async function nextTurn(): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}
