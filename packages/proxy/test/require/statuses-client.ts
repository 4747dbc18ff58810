import { connect, type Socket } from 'node:net'

/** Sends requests one after the other over a kept-alive connection, and hears the status of each answer. */
export interface StatusesClient {
  /** Resolves to the status of the answer; 0 when the connection was closed without one. */
  send(bytes: Buffer): Promise<number>
  /** The same on a connection of its own, which is closed for writing behind the bytes. */
  sendAlone(bytes: Buffer): Promise<number>
  close(): void
}

export function createStatusesClient(url: string): StatusesClient {
  const port = Number(new URL(url).port)
  let kept: Socket | undefined
  return {
    async send(bytes) {
      const socket = kept ?? connect({ host: '127.0.0.1', port, noDelay: true })
      kept = undefined
      const { status, isReusable } = await exchange(socket, bytes)
      if (isReusable) kept = socket
      else socket.destroy()
      return status
    },
    async sendAlone(bytes) {
      const socket = connect({ host: '127.0.0.1', port, noDelay: true, allowHalfOpen: true })
      const answered = exchange(socket, bytes)
      socket.end()
      const { status } = await answered
      socket.destroy()
      return status
    },
    close: () => kept?.destroy(),
  }
}

/** Writes a request and reads the final answer to it. */
async function exchange(
  socket: Socket,
  bytes: Buffer,
): Promise<{ readonly status: number; readonly isReusable: boolean }> {
  return new Promise((resolve) => {
    let received = ''
    const settle = (status: number, isReusable: boolean): void => {
      socket.removeAllListeners()
      socket.on('error', () => undefined)
      resolve({ status, isReusable })
    }
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1')
      const end = received.indexOf('\r\n\r\n')
      if (end < 0) return
      const status = Number(received.slice(9, 12))
      if (status === 100) {
        received = received.slice(end + 4)
        return
      }
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(received)?.[1] ?? 0)
      if (received.length < end + 4 + length && status !== 101) return
      const isClosing = /\r\nconnection: close/i.test(received.slice(0, end))
      settle(status, !isClosing && status !== 101)
    })
    socket.on('error', () => undefined)
    socket.on('end', () => settle(0, false))
    socket.on('close', () => settle(0, false))
    socket.write(bytes)
  })
}
