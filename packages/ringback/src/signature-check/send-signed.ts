import type { Parameters } from '@ringback/catalog'
import { signedRequest } from '@ringback/twilio-client'
import { transportOf, type App } from '@ringback/twilio-client/node'
import { sign } from '@ringback/signature'

/** A webhook whose answer shows how an app checks signatures. */
export interface ProbedRequest {
  readonly method: string
  /** The public URL, as it was signed. */
  readonly url: string
  readonly parameters: Parameters
}

/** The app that is probed. */
export interface ProbeTarget {
  /** Default: the host of the URL. */
  readonly app: string | App | undefined
  readonly publicUrl?: string | undefined
  readonly authToken: string
  readonly timeoutMs?: number | undefined
}

/** What an app answered. */
export interface ProbeAnswer {
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
}

/** Which signature a request carries: one for this URL, one given as it is, or none. */
export type ProbeSignature = { readonly url: string } | { readonly value: string | null }

const usualTimeoutMs = 5000
/** How much of an answer is read, in bytes. */
const mostBytes = 256 * 1024

/** Sends a webhook once, with that signature; undefined when no answer came back. */
export async function sendSigned(
  request: ProbedRequest,
  signature: ProbeSignature,
  target: ProbeTarget,
): Promise<ProbeAnswer | undefined> {
  const { app, publicUrl, authToken, timeoutMs = usualTimeoutMs } = target
  const { method, url, parameters } = request
  const signed = signedRequest(
    { method, parameters: method === 'GET' ? [] : parameters },
    {
      url,
      authToken,
      signature: 'url' in signature ? signatureFor(request, signature.url, authToken) : signature.value,
      ...(typeof app === 'string' && { app }),
      ...(publicUrl !== undefined && { publicUrl }),
    },
  )
  const transport = transportOf({ app })
  const { origin } = new URL(signed.url)
  const body = typeof signed.body === 'string' ? new TextEncoder().encode(signed.body) : signed.body
  try {
    const answer = await transport.send({
      method: signed.method,
      origin,
      target: signed.url.slice(origin.length),
      publicUrl: url,
      headers: signed.headers,
      body: body ?? new Uint8Array(),
      connectTimeoutMs: timeoutMs,
      readTimeoutMs: timeoutMs,
      verifyTls: false,
      signal: AbortSignal.timeout(timeoutMs),
    })
    const chunks: Uint8Array[] = []
    let length = 0
    for await (const chunk of answer.body) {
      chunks.push(chunk)
      length += chunk.length
      if (length > mostBytes) break
    }
    return { status: answer.status, headers: answer.headers, body: Buffer.concat(chunks).toString('utf8') }
  } catch {
    return undefined
  } finally {
    await transport.close()
  }
}

function signatureFor({ method, parameters }: ProbedRequest, url: string, authToken: string): string {
  return method === 'GET' ? sign({ url, authToken }) : sign({ url, parameters, authToken })
}
