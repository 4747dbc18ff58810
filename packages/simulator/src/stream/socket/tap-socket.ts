import { WebSocket, type RawData } from 'ws'
import { decodeFrame, type AppSocket } from './app-socket.ts'
import type { SocketClosing } from './socket-recorder.ts'

/** Gets everything that goes over a socket, also before anybody listens, and once how it ended. */
export interface SocketTap {
  readonly sent: (message: object) => void
  readonly received: (text: string) => void
  readonly ended: (closing: SocketClosing) => void
}

/** Tells the tap what arrives. To be called before anybody else listens, so that the tap is told first. */
export function tapArrivals(socket: WebSocket, tap: SocketTap): void {
  socket.on('message', (data: RawData) => tap.received(decodeFrame(data)))
  socket.on('close', (closeCode, reason) => {
    // Without a close frame nobody has closed it.
    const closedBy = closeCode === 1006 ? 'network' : 'app'
    tap.ended({ closedBy, closeCode, closeReason: reason.toString() })
  })
}

/** The app's socket, with the tap being told what is sent over it. */
export function tapSending(app: AppSocket, socket: WebSocket, tap: SocketTap): AppSocket {
  return {
    ...app,
    send(message) {
      if (socket.readyState === WebSocket.OPEN) tap.sent(message)
      app.send(message)
    },
    close(closeCode, closeReason = '') {
      tap.ended({ closedBy: 'twilio', closeCode, closeReason })
      app.close(closeCode, closeReason)
    },
  }
}
