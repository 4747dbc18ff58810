import { messageOf, RingbackError } from '@ringback/common'
import { connect } from 'node:net'

const longestMs = 5000

/** Throws a `RingbackError` when nothing listens where the app should. */
export async function requireRunning({ hostname, port, protocol, origin }: URL): Promise<void> {
  const number = Number(port === '' ? (protocol === 'https:' ? 443 : 80) : port)
  try {
    await connection(hostname.replace(/^\[|\]$/g, ''), number)
  } catch (error) {
    throw new RingbackError('app-down', `Cannot reach the app at ${origin}: ${messageOf(error)}`, {
      remedy: 'Start the app, or pass the address that it listens on.',
      cause: error,
    })
  }
}

function connection(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port })
    socket.setTimeout(longestMs, () => socket.destroy(new Error(`no answer within ${longestMs / 1000} s`)))
    socket.once('connect', () => {
      socket.destroy()
      resolve()
    })
    socket.once('error', (error: Error & { readonly code?: string; readonly errors?: readonly Error[] }) => {
      // A name with several addresses fails once for each of them; the error around these has no message.
      const first = error.errors?.[0] ?? error
      reject(error.code === 'ECONNREFUSED' ? new Error('connection refused') : first)
    })
  })
}
