import { realClock } from '@ringback/twilio-client'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { createTwilioApi, type TwilioApi } from '../create-twilio-api.ts'
import type { TwilioOptions } from '../options.ts'

/** A virtual Twilio on a port of its own. */
export interface TwilioServerOptions extends TwilioOptions {
  /** Default: any free one. */
  readonly port?: number
  /** Default: 127.0.0.1. */
  readonly host?: string
}

/** A server that runs. */
export interface TwilioServer {
  /** What stands for `https://api.twilio.com`. */
  readonly url: string
  readonly api: TwilioApi
  readonly close: () => Promise<void>
}

/**
 * Serves Twilio's REST API, for apps whose client can be pointed at another host. Time is that of this machine unless
 * `clock` says otherwise. Rejects when the port cannot be had.
 */
export async function startTwilioServer(options: TwilioServerOptions): Promise<TwilioServer> {
  const { port = 0, host = '127.0.0.1', clock = realClock(), ...rest } = options
  const api = createTwilioApi({ ...rest, clock })
  const server = http.createServer((request, response) => {
    void answer(api, request, response)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve())
  })
  // A server that listens on a port has an address of this kind.
  const address = server.address() as AddressInfo
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    api,
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
      await api.close()
    },
  }
}

async function answer(
  api: TwilioApi,
  incoming: http.IncomingMessage,
  outgoing: http.ServerResponse,
): Promise<void> {
  try {
    const response = await api.handle(await requestOf(incoming))
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    outgoing.end(new Uint8Array(await response.arrayBuffer()))
  } catch {
    // The client is gone, or sent what is no request.
    outgoing.destroy()
  }
}

async function requestOf(incoming: http.IncomingMessage): Promise<Request> {
  const { method = 'GET', url = '/', headers } = incoming
  const chunks: Uint8Array[] = []
  // Without an encoding, a request gives bytes.
  for await (const chunk of incoming) chunks.push(chunk as Uint8Array)
  const pairs = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  )
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return new Request(new URL(url, `http://${headers.host ?? 'localhost'}`), {
    method,
    headers: pairs,
    ...(hasBody && { body: Buffer.concat(chunks) }),
  })
}
