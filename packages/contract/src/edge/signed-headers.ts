import { headerName, headerValue } from '@ringback/catalog'
import type { Headers } from '@ringback/recording'
import { sign } from '@ringback/signature'
import type { Webhook } from './webhook.ts'

/** What the way from the verifier to the hop has put there. */
const notTwilios: ReadonlySet<string> = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'keep-alive',
  headerName.connection,
  headerName.accept,
  headerName.acceptEncoding,
  headerName.userAgent,
  headerName.signature,
  headerName.homeRegion,
])

/** How requests are signed. */
export interface Signer {
  /** The public URL of the app's root: what Twilio requests and signs for. */
  readonly publicUrl: string
  /** Without one the signature of the pact's example is sent. */
  readonly authToken: string | undefined
  /** True when a hop in front of the app would tell it the public URL. */
  readonly isForwarded: boolean
}

/** The headers that Twilio sends with a webhook, signed for the public URL. `forged`: with a wrong signature. */
export function signedHeaders(webhook: Webhook, signer: Signer, forged = false): Headers {
  const { publicUrl, authToken, isForwarded } = signer
  const url = `${publicUrl}${webhook.target}`
  const kept = webhook.headers.filter(([name]) => !notTwilios.has(name.toLowerCase()))
  const type = webhook.headers.find(([name]) => name.toLowerCase() === headerName.contentType)?.[1]
  const signature = signatureOf(webhook, url, type, forged ? `not ${authToken}` : authToken)
  const { host, protocol } = new URL(url)
  return [
    ['Host', host],
    ['User-Agent', headerValue.userAgent],
    ...(signature === undefined ? [] : [['X-Twilio-Signature', signature] as const]),
    ...kept,
    ...(webhook.body.length > 0 || webhook.method === 'POST'
      ? [['Content-Length', String(webhook.body.length)] as const]
      : []),
    ['Accept', headerValue.accept],
    ['Accept-Encoding', headerValue.acceptEncoding],
    ['X-Home-Region', headerValue.homeRegion],
    ...(isForwarded
      ? ([
          ['X-Forwarded-For', '127.0.0.1'],
          ['X-Forwarded-Host', host],
          ['X-Forwarded-Proto', protocol.slice(0, -1)],
        ] as const)
      : []),
    ['Connection', headerValue.connection],
  ]
}

function signatureOf(
  { headers, body }: Webhook,
  url: string,
  contentType: string | undefined,
  authToken: string | undefined,
): string | undefined {
  if (authToken === undefined)
    return headers.find(([name]) => name.toLowerCase() === headerName.signature)?.[1]
  if (body.length === 0) return sign({ url, authToken })
  return sign({ url, authToken, body, ...(contentType !== undefined && { contentType }) })
}
