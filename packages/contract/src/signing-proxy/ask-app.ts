import type { Transport } from '@ringback/twilio-client/node'
import { buffer } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import { createGunzip, createInflate } from 'node:zlib'
import { messageOf } from '@ringback/common'
import { headerOf, bodyOf, type ExchangeResponse } from '@ringback/recording'
import { type Signer, signedRequestFor } from './signed-request-for.ts'
import type { Webhook } from './webhook.ts'

/** How the app is reached. */
export interface AppAccess extends Signer {
  readonly transport: Transport
  /** Milliseconds that the app has for an answer. */
  readonly timeoutMs: number
}

/** Why there is no answer. */
export interface NoAnswer {
  readonly reason: string
  /** True when nothing came within the time limit. */
  readonly timedOut: boolean
}

/** Far more than Twilio reads; what is longer is cut off here. */
const longestAnswer = 1024 * 1024

/** Sends one webhook to the app, signed. Does not reject for what the app does. */
export async function askApp(
  webhook: Webhook,
  access: AppAccess,
  forged = false,
): Promise<ExchangeResponse | NoAnswer> {
  const { transport, publicUrl, timeoutMs } = access
  const { method, url, headers, body = '' } = signedRequestFor(webhook, access, forged)
  const { origin } = new URL(url)
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const answer = await transport.send({
      method,
      origin,
      target: url.slice(origin.length),
      publicUrl: `${publicUrl}${webhook.target}`,
      headers,
      body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
      connectTimeoutMs: timeoutMs,
      readTimeoutMs: timeoutMs,
      verifyTls: true,
      signal,
    })
    const bytes = await buffer(unpacked(limited(answer.body), headerOf(answer.headers, 'content-encoding')))
    return { status: answer.status, headers: answer.headers, body: bodyOf(bytes) }
  } catch (error) {
    const timedOut = signal.aborted
    return {
      timedOut,
      reason: timedOut
        ? `it did not answer within ${timeoutMs / 1000} s`
        : `no complete answer came back (${messageOf(error)})`,
    }
  }
}

/** Whether there is no answer. */
export function isNoAnswer(answer: ExchangeResponse | NoAnswer): answer is NoAnswer {
  return 'timedOut' in answer
}

async function* limited(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  let size = 0
  for await (const chunk of body) {
    yield chunk
    size += chunk.length
    if (size > longestAnswer) return
  }
}

function unpacked(body: AsyncIterable<Uint8Array>, encoding: string | undefined): AsyncIterable<Uint8Array> {
  const name = encoding?.trim().toLowerCase()
  if (name === 'gzip' || name === 'x-gzip') return Readable.from(body).compose(createGunzip())
  if (name === 'deflate') return Readable.from(body).compose(createInflate())
  return body
}
