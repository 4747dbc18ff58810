import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { messageOf } from '@ringback/common'
import { createVerifierHandler, setupPath } from './verifier-handler.ts'
import type { SigningProxyOptions } from './signing-proxy-options.ts'

/** The proxy between Pact's verifier and the app. */
export interface SigningProxy {
  readonly url: string
  /** Where the verifier announces provider states. */
  readonly setupUrl: string
  readonly close: () => Promise<void>
}

/**
 * Starts the proxy: it runs the state handlers, signs each request as Twilio does, forwards it byte for byte, compares
 * the answer, and tells the verifier. It serves one verifier at a time, since interactions follow each other.
 */
export async function startSigningProxy(options: SigningProxyOptions): Promise<SigningProxy> {
  const handle = createVerifierHandler(options)
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      // A bug of the proxy: the verifier shows it as the mismatch of this interaction.
      response.writeHead(400, { 'Content-Type': 'text/plain' })
      response.end(messageOf(error))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A server that listens on a port has the address of one.
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  return {
    url,
    setupUrl: `${url}${setupPath}`,
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
