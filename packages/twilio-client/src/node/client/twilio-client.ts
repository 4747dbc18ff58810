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
    async send(request) {
      const { callSid } = request
      const jar = (callSid === undefined ? undefined : jars.get(callSid)) ?? createCookieJar()
      if (callSid !== undefined) jars.set(callSid, jar)
      const outcome = await sendWebhook(request, { setup, cache, jar })
      // Nothing is kept for calls that never got a cookie.
      if (callSid !== undefined && jar.isEmpty()) jars.delete(callSid)
      else if (callSid !== undefined) jars.set(callSid, jar)
      return outcome
    },
    forgetCall: (callSid) => void jars.delete(callSid),
    close: () => setup.transport.close(),
  }
}
