import { twilioHandlers, type TwilioHandlers, type TwilioOptions } from '@ringback/msw'
import { setupServer } from 'msw/node'
import twilio from 'twilio'
import { onTestFinished } from 'vitest'

export const accountSid = 'AC0123456789abcdef0123456789abcdef'
export const authToken = 'the auth token of the tests'
export const app = 'https://app.example.com'

/** One webhook that the app got. */
export interface Webhook {
  readonly path: string
  readonly parameters: Readonly<Record<string, string>>
}

export interface Setup {
  readonly twilio: TwilioHandlers
  readonly client: ReturnType<typeof twilio>
  readonly webhooks: Webhook[]
}

/** A virtual Twilio in front of an app that answers every path with its document, and nothing else in reach. */
export function setup(
  documents: Readonly<Record<string, string>> = {},
  options: Partial<TwilioOptions> = {},
): Setup {
  const webhooks: Webhook[] = []
  const handlers = twilioHandlers({
    accountSid,
    authToken,
    callsPerSecond: Infinity,
    app: {
      async fetch(request) {
        const { pathname, searchParams } = new URL(request.url)
        const form = request.method === 'GET' ? searchParams : new URLSearchParams(await request.text())
        webhooks.push({ path: pathname, parameters: Object.fromEntries(form) })
        const twiml = documents[pathname]
        return twiml === undefined
          ? new Response(null, { status: 204 })
          : new Response(`<Response>${twiml}</Response>`, { headers: { 'content-type': 'text/xml' } })
      },
    },
    ...options,
  })
  const server = setupServer(...handlers)
  server.listen({ onUnhandledFrame: 'error' })
  onTestFinished(() => server.close())
  return { twilio: handlers, client: twilio(accountSid, authToken), webhooks }
}

/** Somebody to call. */
export const to = '+14155550123'
/** The app's own number. */
export const from = '+14155550199'

/** The refusal that a promise ends in. */
export async function refusalOf(
  promise: Promise<unknown>,
): Promise<{ readonly status: unknown; readonly code: unknown; readonly message: unknown }> {
  try {
    await promise
  } catch (error) {
    const { status, code, message } = error as { status: unknown; code: unknown; message: unknown }
    return { status, code, message }
  }
  throw new Error('nothing was refused')
}
