import { realClock } from '@ringback/twilio-client'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { badRequest } from '../api/answer.ts'
import { createControl, isControlPath, type Control } from '../control/create-control.ts'
import { createDialledPeople } from '../control/dialled-people.ts'
import type { ControlOptions } from '../control/session.ts'
import { createTwilioApi, type TwilioApi } from '../create-twilio-api.ts'
import type { TwilioOptions } from '../options.ts'

/** The options of a virtual Twilio with its own port. */
export interface TwilioServerOptions extends TwilioOptions {
  /** Default: any free one. */
  readonly port?: number
  /** Default: 127.0.0.1. */
  readonly host?: string
  /** Serves the control routes below `/_ringback/`, for tests in any language. Default: there are none. */
  readonly control?: ControlOptions
  /** True: time passes only while a control request waits, and then at once; `clock` has no effect. Default: false. */
  readonly virtualTime?: boolean
}

/** A running server. */
export interface TwilioServer {
  /** The URL that replaces `https://api.twilio.com`. */
  readonly url: string
  readonly api: TwilioApi
  readonly close: () => Promise<void>
}

/** Milliseconds that a request may take to arrive. */
const slowestRequestMs = 30_000

/**
 * Serves Twilio's REST API, for apps whose client can be configured with another host. Time is that of this machine
 * unless `clock` says otherwise. Rejects when the port cannot be opened.
 */
export async function startTwilioServer(options: TwilioServerOptions): Promise<TwilioServer> {
  const {
    port = 0,
    host = '127.0.0.1',
    clock = realClock(),
    control: controlOptions,
    virtualTime,
    people,
    ...rest
  } = options
  const dialled = createDialledPeople(people)
  const api = createTwilioApi({
    ...rest,
    people: dialled.people,
    ...(virtualTime !== true && { clock }),
  })
  const control = controlOptions === undefined ? undefined : createControl(api, dialled, controlOptions)
  const server = http.createServer({ requestTimeout: slowestRequestMs }, (request, response) => {
    void answer({ api, control }, request, response)
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
  { api, control }: { readonly api: TwilioApi; readonly control: Control | undefined },
  incoming: http.IncomingMessage,
  outgoing: http.ServerResponse,
): Promise<void> {
  try {
    const request = requestOf(incoming)
    if (typeof request === 'string') {
      respond(outgoing, 400, [['content-type', 'application/json;charset=utf-8']], errorText(request))
      return
    }
    const response = await (control !== undefined && isControlPath(new URL(request.url).pathname)
      ? control.handle(request, incoming.socket.remoteAddress)
      : api.handle(request))
    // The rest of a body that was not read completely would look like the next request.
    if (!incoming.complete) outgoing.shouldKeepAlive = false
    respond(outgoing, response.status, [...response.headers], new Uint8Array(await response.arrayBuffer()))
  } catch {
    // The client is gone.
    outgoing.destroy()
  }
}

function respond(
  outgoing: http.ServerResponse,
  status: number,
  headers: readonly (readonly [name: string, value: string])[],
  body: string | Uint8Array,
): void {
  outgoing.writeHead(status, Object.fromEntries(headers))
  outgoing.end(body)
}

function errorText(message: string): string {
  return JSON.stringify(badRequest(400, message).body)
}

/** The request as a Fetch Request, or why it is not valid. */
function requestOf(incoming: http.IncomingMessage): Request | string {
  const { method = 'GET', url = '/', headers } = incoming
  const base = `http://${headers.host ?? 'localhost'}`
  if (!URL.canParse(base)) return `The Host header ${JSON.stringify(headers.host)} is not a host name.`
  if (!URL.canParse(url, base)) return `The request target ${JSON.stringify(url)} is not a URL.`
  if (notOfFetch.has(method)) return `Twilio's API has no method ${method}.`
  const pairs = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  )
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return new Request(new URL(url, base), {
    method,
    headers: pairs,
    // A body of Node's is one of the Fetch standard's; the two differ only in their types.
    ...(hasBody && { body: Readable.toWeb(incoming) as ReadableStream<Uint8Array>, duplex: 'half' as const }),
  })
}

/** The methods that the Fetch standard refuses. */
const notOfFetch: ReadonlySet<string> = new Set(['CONNECT', 'TRACE', 'TRACK'])
