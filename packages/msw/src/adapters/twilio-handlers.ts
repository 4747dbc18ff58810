import { importPeer } from '@ringback/common'
import { headerValue } from '@ringback/catalog'
import type { HttpHandler } from 'msw'
import { createTwilioApi, type TwilioApi } from '../create-twilio-api.ts'
import { twilioUrl } from '../data/rest-values.ts'
import type { TwilioOptions } from '../options.ts'

const { http, passthrough } = await importPeer('msw', () => import('msw'))

/** Handlers for `setupServer(...twilio)`, and the virtual Twilio that answers. */
export type TwilioHandlers = readonly HttpHandler[] & TwilioApi

/**
 * Answers in place of Twilio's REST API: every request to a host of Twilio is answered here, and none is sent. Throws a
 * RingbackError that names every option that cannot be used.
 */
export function twilioHandlers(options: TwilioOptions): TwilioHandlers {
  const api = createTwilioApi(options)
  return Object.assign(
    [
      http.all(twilioUrl, ({ request }) => api.handle(request)),
      // The virtual Twilio's own requests to the app, where the app is not called in this process.
      http.all('*', ({ request }) =>
        request.headers.get('user-agent') === headerValue.userAgent ? passthrough() : undefined,
      ),
    ],
    api,
  )
}
