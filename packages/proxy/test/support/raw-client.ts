import { connect } from 'node:net'

/** An answer as it arrived at the client. */
export interface RawAnswer {
  readonly statusLine: string
  readonly head: string
  readonly body: Buffer
  readonly trailers: string
  /** True: the connection was closed before the answer was complete. */
  readonly cut: boolean
}

/** Sends bytes piece by piece and resolves to everything that came back until the answer ends or the peer closes. */
export async function sendRaw(url: string, pieces: readonly Buffer[], method = 'POST'): Promise<RawAnswer> {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  let received = Buffer.alloc(0)
  return new Promise((resolve) => {
    let settled = false
    const settle = (answer: RawAnswer): void => {
      settled = true
      socket.destroy()
      resolve(answer)
    }
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk])
      const answer = readAnswer(received, method, false)
      if (!settled && answer !== undefined) settle(answer)
    })
    socket.on('error', () => undefined)
    socket.on('close', () => {
      if (settled) return
      settle(
        readAnswer(received, method, true) ?? {
          statusLine: received.toString('latin1').split('\r\n', 1)[0] ?? '',
          head: received.toString('latin1').split('\r\n\r\n', 1)[0] ?? '',
          body: Buffer.alloc(0),
          trailers: '',
          cut: true,
        },
      )
    })
    socket.on('connect', () => {
      void (async () => {
        for (const piece of pieces) {
          if (socket.destroyed) return
          socket.write(piece)
          await new Promise((next) => {
            setImmediate(next)
          })
        }
      })()
    })
  })
}

function readAnswer(buffer: Buffer, method: string, closed: boolean): RawAnswer | undefined {
  const text = buffer.toString('latin1')
  const headEnd = text.indexOf('\r\n\r\n')
  if (headEnd < 0) return undefined
  const head = text.slice(0, headEnd)
  const statusLine = head.split('\r\n', 1)[0] ?? ''
  const status = Number(statusLine.split(' ')[1])
  const start = headEnd + 4
  if (status >= 100 && status < 200) return readAnswer(Buffer.from(buffer.subarray(start)), method, closed)
  const whole = (end: number, body: Buffer, trailers = ''): RawAnswer | undefined =>
    end > buffer.length ? undefined : { statusLine, head, body: Buffer.from(body), trailers, cut: false }
  if (method === 'HEAD' || status === 204 || status === 304) return whole(start, Buffer.alloc(0))
  if (/^transfer-encoding:.*chunked$/im.test(head)) {
    const parts: Buffer[] = []
    let at = start
    while (true) {
      const lineEnd = text.indexOf('\r\n', at)
      if (lineEnd < 0) return undefined
      const size = Number.parseInt(text.slice(at, lineEnd), 16)
      at = lineEnd + 2
      if (size === 0) break
      if (buffer.length < at + size + 2) return undefined
      parts.push(buffer.subarray(at, at + size))
      at += size + 2
    }
    if (text.startsWith('\r\n', at)) return whole(at + 2, Buffer.concat(parts))
    const end = text.indexOf('\r\n\r\n', at)
    return end < 0 ? undefined : whole(end + 4, Buffer.concat(parts), text.slice(at, end))
  }
  const length = /^content-length: *(\d+)$/im.exec(head)?.[1]
  if (length !== undefined) {
    const end = start + Number(length)
    return whole(end, buffer.subarray(start, end))
  }
  return closed ? whole(buffer.length, buffer.subarray(start)) : undefined
}
