import { parseAppUrl } from '@ringback/common'
import {
  createTwilioClient,
  httpTransport,
  TransportFailure,
  type Transport,
  type TwilioClient,
} from '@ringback/twilio-client/node'
import type { AppToAsk } from './act-options.ts'

/** A Twilio for each public origin, all of which reach one app only. */
export interface AppClients {
  readonly clientFor: (publicOrigin: string) => TwilioClient
  readonly close: () => Promise<void>
}

/** What is signed with where no auth token is known: an app that checks signatures refuses it. */
const madeUpToken = '0'.repeat(32)

/** Makes the clients as they are asked for. */
export function appClients(
  { url, publicUrl, timeoutMs, allowRemote = false }: AppToAsk,
  authToken: string = madeUpToken,
): AppClients {
  const transport = onlyTo(parseAppUrl(url, 'app').origin)
  const clients = new Map<string, TwilioClient>()
  return {
    clientFor(publicOrigin) {
      const kept = clients.get(publicOrigin)
      if (kept !== undefined) return kept
      const client = createTwilioClient({
        authToken,
        app: url,
        publicUrl: publicUrl ?? publicOrigin,
        transport,
        allowRemote,
        ...(timeoutMs !== undefined && { timeouts: { totalMs: timeoutMs, readMs: timeoutMs } }),
      })
      clients.set(publicOrigin, client)
      return client
    },
    close: () => transport.close(),
  }
}

/** HTTP to one origin: a redirect of the app, or the URL of a recording, leads nowhere else. */
function onlyTo(origin: string): Transport {
  const http = httpTransport()
  return {
    ...http,
    async send(request) {
      if (new URL(request.origin).origin === origin) return http.send(request)
      throw new TransportFailure('aborted', `${request.origin} is not the app, so nothing was sent there`)
    },
  }
}
