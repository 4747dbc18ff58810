import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createApp } from '@ringback/app-express'

/** The address that the recorded calls were made to. */
export const publicUrl = 'https://voice.example.com'
/** What requests are signed with. */
export const authToken = '0123456789abcdef0123456789abcdef'

/** The app that the page sends requests to. */
export interface Receptionist {
  readonly url: string
  readonly authToken: string
  readonly close: () => Promise<void>
}

/** Starts the receptionist of the example calls on this machine. */
export async function startReceptionist(): Promise<Receptionist> {
  const server = createServer(createApp({ authToken, publicUrl })).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    // A server that listens on a port has an address of this kind.
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    authToken,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
