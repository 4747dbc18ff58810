import { headerName, relayUpgrade, streamUpgrade } from '@ringback/catalog'
import type { SocketProtocol } from '@ringback/recording'
import { sign } from '@ringback/signature'

/** The signature of an upgrade request. `url`: the wss URL as it was requested, with a path. */
export function signatureOf(url: string, authToken: string): string {
  return sign({ url, parameters: [], authToken })
}

/** The headers of Twilio's upgrade request. Without the signature when it is null. */
export function upgradeHeaders(
  protocol: SocketProtocol,
  signature: string | null,
): Readonly<Record<string, string>> {
  const { headers, signatureHeaders } = protocol === 'media-streams' ? streamUpgrade : relayUpgrade
  if (signature === null) return headers
  return {
    ...headers,
    [headerName.signature]: signature,
    ...Object.fromEntries(signatureHeaders.map((name) => [name, signature])),
  }
}
