import type { Transport } from '@ringback/twilio-client/node'
import { headerName } from '@ringback/catalog'

/** The transport with another signature on each request; null: without a signature. */
export function forgingTransport(transport: Transport, signature: string | null): Transport {
  return {
    inProcess: transport.inProcess,
    close: () => Promise.resolve(),
    send: (request) =>
      transport.send({
        ...request,
        headers: request.headers.flatMap(([name, value]) => {
          if (name.toLowerCase() !== headerName.signature) return [[name, value] as const]
          return signature === null ? [] : [[name, signature] as const]
        }),
      }),
  }
}
