import type { ProbeContext } from '@ringback/checks'
import { acceptsSocket, appAddressOf } from '@ringback/simulator/engine'
import { appBaseOf } from '@ringback/twilio-client'
import { clientOptionsOf, type OpenAccess } from '../options/client-options.ts'

/** Opens WebSockets on the app's own host and on this machine only: forged signatures go to nobody else, whatever was allowed. */
export function createSocketOpener(access: OpenAccess): ProbeContext['openSocket'] {
  const options = clientOptionsOf(access)
  const { app, publicUrl, allowRemote = false } = access
  const bases = [publicUrl, app === undefined ? undefined : appBaseOf(app)]
  const hosts = new Set(bases.flatMap((url) => (url === undefined ? [] : (URL.parse(url)?.host ?? []))))
  return (request) => {
    const isOfApp = hosts.has(URL.parse(request.url)?.host ?? '')
    const address = appAddressOf({ ...options, allowRemote: allowRemote && isOfApp }, access.transport)
    return acceptsSocket(address, access.authToken, request)
  }
}
