import { WebSocket, type RawData } from 'ws'

/** How a connection ended. */
export interface SocketEnd {
  /** The code of the app's close frame; 1005 for a frame without one, 1006 when there was no frame. */
  readonly code: number
  readonly reason: string
  /** What broke the WebSocket protocol, if that was the cause. */
  readonly protocolError: string | undefined
}

/** A frame of the app. */
export interface AppFrame {
  readonly text: string
  readonly isBinary: boolean
}

/** A WebSocket to the app. */
export interface AppSocket {
  readonly send: (message: object) => void
  /** Resolves when the app has received everything sent so far, and what it sent at once has arrived. */
  readonly caughtUp: () => Promise<void>
  /** Calls `received` when the app has received everything sent so far, before any frame that it sends from then on. */
  readonly onReceipt: (received: () => void) => void
  readonly onFrame: (listener: (frame: AppFrame) => void) => void
  /** Resolves when the app, or the network, has closed the connection. */
  readonly closed: Promise<SocketEnd>
  readonly close: (code: number, reason?: string) => void
}

/** Milliseconds of real time that an app may take to receive a message. */
const longestReceiptMs = 2000
/** Milliseconds of real time that an app may take to answer a close frame. */
const longestCloseMs = 1000

/** Wraps a socket that is still connecting. Frames that arrive before the first listener are kept for it. */
export function createAppSocket(socket: WebSocket): AppSocket {
  const listeners: ((frame: AppFrame) => void)[] = []
  const early: AppFrame[] = []
  const closed = Promise.withResolvers<SocketEnd>()
  let protocolError: string | undefined
  let isStuck = false
  /** What waits for the pongs of the pings so far, in their order. */
  let waiting: (() => void)[] = []
  socket.on('error', (error) => {
    if ('code' in error && String(error.code).startsWith('WS_ERR')) protocolError = error.message
  })
  socket.on('close', (code, reason) => closed.resolve({ code, reason: reason.toString(), protocolError }))
  socket.on('pong', () => {
    const due = isStuck ? waiting.splice(0) : waiting.splice(0, 1)
    isStuck = false
    for (const resolve of due) resolve()
  })
  socket.on('message', (data, isBinary) => {
    const frame = { text: decodeFrame(data), isBinary }
    if (listeners.length === 0) early.push(frame)
    for (const listener of listeners) listener(frame)
  })
  return {
    send(message) {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
    },
    async caughtUp() {
      if (socket.readyState !== WebSocket.OPEN || isStuck) return
      const pong = Promise.withResolvers<void>()
      const timer = setTimeout(() => {
        isStuck = true
        for (const resolve of waiting) resolve()
        waiting = []
      }, longestReceiptMs)
      waiting.push(pong.resolve)
      socket.ping()
      // A server answers pings in order, so its pong comes after what its handlers sent at once.
      await Promise.race([pong.promise, closed.promise])
      clearTimeout(timer)
    },
    onReceipt(received) {
      if (socket.readyState !== WebSocket.OPEN || isStuck) return
      waiting.push(received)
      socket.ping()
    },
    onFrame(listener) {
      listeners.push(listener)
      for (const frame of early.splice(0)) listener(frame)
    },
    closed: closed.promise,
    close(code, reason) {
      socket.close(code, reason)
      setTimeout(() => socket.terminate(), longestCloseMs).unref()
    },
  }
}

/** A frame as text. */
export function decodeFrame(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString()
  return (data instanceof ArrayBuffer ? Buffer.from(data) : data).toString()
}
