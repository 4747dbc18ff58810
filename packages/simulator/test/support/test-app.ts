import type { IncomingMessage, RequestListener } from 'node:http'
import { couldHaveProduced } from '@ringback/arbitraries'
import { decodeForm, validate } from '@ringback/catalog'
import { createPhone, type Phone, type PhoneOptions } from '@ringback/simulator'
import { callMatchers } from '@ringback/simulator/vitest'
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js'
import { expect } from 'vitest'

expect.extend({ ...callMatchers })

export const publicUrl = 'https://voice.example.com'
export const authToken = '0123456789abcdef0123456789abcdef'

/** A request as the app saw it. */
export interface Seen {
  readonly method: string
  /** Path and query. */
  readonly url: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
  readonly parameters: Readonly<Record<string, string>>
}

/** What the app answers: TwiML (without the Response around it), or a whole answer. */
export type Route = string | Answer | ((seen: Seen, count: number) => string | Answer | undefined)

export interface Answer {
  readonly status?: number
  readonly type?: string | null
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** Never answered. */
  readonly hangs?: boolean
}

/** An app made of routes, with its signature check on. Callbacks without a route are answered 204. */
export function testApp(routes: Readonly<Record<string, Route>>): {
  app: RequestListener
  seen: Seen[]
  of: (path: string) => Seen[]
} {
  const seen: Seen[] = []
  const app: RequestListener = (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      const url = request.url ?? ''
      const path = url.split('?')[0] ?? ''
      const form = Object.fromEntries(decodeForm(body).parameters)
      const query = Object.fromEntries(decodeForm(url.split('?')[1] ?? '').parameters)
      const parameters = request.method === 'GET' ? query : form
      const signature = String(request.headers['x-twilio-signature'])
      const one = { method: request.method ?? '', url, path, headers: request.headers, body, parameters }
      seen.push(one)
      if (!validateRequest(authToken, signature, publicUrl + url, request.method === 'GET' ? {} : form)) {
        response.writeHead(403).end('bad signature')
        return
      }
      const route = routes[path]
      const count = seen.filter((each) => each.path === path).length
      const made = typeof route === 'function' ? route(one, count) : route
      const answer: Answer =
        made === undefined
          ? { status: 204, type: null }
          : typeof made === 'string'
            ? { body: `<Response>${made}</Response>` }
            : made
      if (answer.hangs === true) return
      const { status = 200, type = 'text/xml', headers = {}, body: text = '' } = answer
      response.writeHead(status, { ...(type !== null && { 'Content-Type': type }), ...headers })
      response.end(text)
    })
  }
  return { app, seen, of: (path) => seen.filter((one) => one.path === path) }
}

/** A phone to an app of routes. */
export function phoneTo(
  routes: Readonly<Record<string, Route>>,
  options: Partial<PhoneOptions> = {},
): ReturnType<typeof testApp> & { phone: Phone } {
  const app = testApp(routes)
  const phone = createPhone({ authToken, publicUrl, app: app.app, ...options })
  return { ...app, phone }
}

/** Every webhook that was sent is one that Twilio could have sent: by the catalog, and by the arbitraries. */
export function expectRealWebhooks({ simulation }: Phone): void {
  for (const event of simulation.log.all) {
    if (event.type !== 'webhook-sent') continue
    const parameters = Object.entries(event.parameters)
    const method = event.method
    expect({ kind: event.kind, findings: validate(event.kind, parameters, { method }) }).toEqual({
      kind: event.kind,
      findings: [],
    })
    expect({ kind: event.kind, drift: couldHaveProduced(event.kind, method, parameters) }).toEqual({
      kind: event.kind,
      drift: [],
    })
  }
}
