import { headerName } from '@ringback/catalog'
import { signedRequest, type SignedRequest } from '@ringback/twilio-client'
import type { Webhook } from './webhook.ts'

/** What the verifier's HTTP client has put there, and what Twilio's request gets anew. */
const notKept: ReadonlySet<string> = new Set([
  ...Object.values(headerName),
  'transfer-encoding',
  'keep-alive',
])

/** How requests are signed, and where they go. */
export interface Signer {
  /** The public URL of the app's root: what Twilio requests and signs for. */
  readonly publicUrl: string
  /** Where the app listens, without a slash at the end. */
  readonly upstreamUrl: string
  /** Without one the signature of the pact's example is sent. */
  readonly authToken: string | undefined
  /** True when a hop in front of the app would tell it the public URL. */
  readonly isForwarded: boolean
}

/**
 * The request that Twilio makes for a webhook, signed for the public URL. Headers of the pact that are not Twilio's own
 * are kept. `forged`: with a wrong signature.
 */
export function signedRequestFor(webhook: Webhook, signer: Signer, forged = false): SignedRequest {
  const { publicUrl, upstreamUrl, authToken, isForwarded } = signer
  const { method, target, headers, body } = webhook
  return signedRequest(
    { method, body, contentType: valueIn(headers, headerName.contentType) },
    {
      url: `${publicUrl}${target}`,
      publicUrl,
      app: upstreamUrl,
      authToken: forged ? `not ${authToken}` : (authToken ?? ''),
      signature: authToken === undefined ? (valueIn(headers, headerName.signature) ?? null) : undefined,
      idempotencyToken: valueIn(headers, headerName.idempotencyToken),
      extraHeaders: headers.filter(([name]) => !notKept.has(name.toLowerCase())),
      forwardedHeaders: isForwarded ? 'always' : 'never',
    },
  )
}

function valueIn(headers: Webhook['headers'], wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1]
}
