import { headerName, relayUpgrade, streamUpgrade } from '@ringback/catalog'
import type { SocketProtocol } from '@ringback/recording'
import { sign } from '@ringback/signature'

/** The headers of Twilio's upgrade request. `signedUrl`: the wss URL as it was requested, with a path. */
export function upgradeHeaders(
  protocol: SocketProtocol,
  signedUrl: string,
  authToken: string,
): Readonly<Record<string, string>> {
  const { headers, signatureHeaders } = protocol === 'media-streams' ? streamUpgrade : relayUpgrade
  const signature = sign({ url: signedUrl, parameters: [], authToken })
  return {
    ...headers,
    [headerName.signature]: signature,
    ...Object.fromEntries(signatureHeaders.map((name) => [name, signature])),
  }
}
