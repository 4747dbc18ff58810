import { readClientOptions, type TwilioClientOptions } from './client-options.ts'
import { createCookieJar, type CookieJar } from './cookie-jar.ts'
import { createGetCache } from './get-cache.ts'
import { sendWebhook } from './send-webhook.ts'
import type { WebhookOutcome, WebhookRequest } from './webhook-request.ts'

/** Sends webhooks as Twilio does. */
export interface TwilioClient {
  /**
   * Sends one webhook, follows its redirects and judges the answer. Does not reject because of anything that the app
   * does.
   */
  readonly send: (request: WebhookRequest) => Promise<WebhookOutcome>
  /** Deletes the cookies of a call that is over. */
  readonly forgetCall: (callSid: string) => void
  readonly close: () => Promise<void>
}

/** Creates Twilio's HTTP client. Throws a TypeError when the options cannot be used. */
export function createTwilioClient(options: TwilioClientOptions): TwilioClient {
  const setup = readClientOptions(options)
  const cache = createGetCache()
  const jars = new Map<string, CookieJar>()
  return {
    send(request) {
      const { callSid } = request
      const jar = callSid === undefined ? createCookieJar() : jarOfCall(jars, callSid)
      return sendWebhook(request, { setup, cache, jar })
    },
    forgetCall: (callSid) => void jars.delete(callSid),
    close: () => setup.transport.close(),
  }
}

/**
 * The cookies of a call. Nothing is kept for calls that never get one: a map that each request comes to and leaves would keep what it
 * held in memory for long.
 */
function jarOfCall(jars: Map<string, CookieJar>, callSid: string): CookieJar {
  return {
    isEmpty: () => jars.get(callSid)?.isEmpty() ?? true,
    header: (url, now) => jars.get(callSid)?.header(url, now),
    keep(url, setCookies, now) {
      if (setCookies.length === 0) return
      const jar = jars.get(callSid) ?? createCookieJar()
      jar.keep(url, setCookies, now)
      if (jar.isEmpty()) jars.delete(callSid)
      else jars.set(callSid, jar)
    },
  }
}
