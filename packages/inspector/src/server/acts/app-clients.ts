import { parseAppUrl } from '@ringback/common'
import {
  createClientsByOrigin,
  httpTransport,
  TransportFailure,
  type ClientsByOrigin,
  type Transport,
} from '@ringback/twilio-client/node'
import type { AppToAsk } from './act-options.ts'

/** What is signed with where no auth token is known: an app that checks signatures refuses it. */
const madeUpToken = '0'.repeat(32)

/** A client for each public origin, made as it is asked for; all of them reach the app and nothing else. */
export function appClients(
  { url, publicUrl, timeoutMs, allowRemote = false }: AppToAsk,
  authToken: string = madeUpToken,
): ClientsByOrigin {
  return createClientsByOrigin({
    authToken,
    app: url,
    transport: onlyTo(parseAppUrl(url, 'app').origin),
    allowRemote,
    ...(publicUrl !== undefined && { publicUrl }),
    ...(timeoutMs !== undefined && { timeouts: { totalMs: timeoutMs, readMs: timeoutMs } }),
  })
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
