import { createTwilioClient, listenerTransport, type TwilioClient } from '@ringback/twilio-client/node'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { text } from 'node:stream/consumers'
import { decodeForm, parameter, valueOf } from '@ringback/catalog'
import { recordingsOf, type Exchange, type Recording } from '@ringback/recording'
import { verify } from '@ringback/signature'

export const authToken = 'replay-test-token'
export const publicUrl = 'https://phone.example.com'

/** What an app under test answers to one path. */
export interface Page {
  readonly status?: number
  readonly type?: string
  readonly body: string | ((digits: string) => string)
}

/** An app that answers only what is validly signed for the public URL. */
export function appWith(pages: Readonly<Record<string, Page>>): RequestListener {
  return (req, res) => {
    void readBody(req).then((body) => {
      const url = publicUrl + req.url
      const { parameters } = decodeForm(body)
      const signature = req.headers['x-twilio-signature']
      const method = req.method ?? ''
      const page = pages[(req.url ?? '').split('?', 1)[0] ?? '']
      if (typeof signature !== 'string' || !verify({ url, method, parameters, authToken, signature })) {
        res.writeHead(403).end()
      } else if (page === undefined) {
        res.writeHead(404, { 'content-type': 'text/plain' }).end('no such page')
      } else {
        const digits = valueOf(parameters, parameter.Digits) ?? ''
        res.writeHead(page.status ?? 200, { 'content-type': page.type ?? 'text/xml' })
        res.end(typeof page.body === 'string' ? page.body : page.body(digits))
      }
    })
  }
}

function readBody(req: IncomingMessage): Promise<string> {
  return text(req)
}

/** A Twilio that reaches the app without a port. */
export function clientOf(app: RequestListener): TwilioClient {
  return createTwilioClient({ authToken, transport: listenerTransport(app) })
}

/** A Twilio whose app's port is closed. */
export async function clientOfNoApp(): Promise<TwilioClient> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('a server on a port has a port')
  return createTwilioClient({ authToken, publicUrl, app: `http://127.0.0.1:${address.port}` })
}

const callSid = 'CA0123456789abcdef0123456789abcdef'

/** An exchange as the proxy would have recorded it. */
export function exchangeOf(path: string, answer: string, changes: Partial<Exchange> = {}): Exchange {
  const form = `CallSid=${callSid}&From=%2B14155550100&To=%2B14155550199&CallStatus=in-progress&Digits=1`
  return {
    id: `e-${path}`,
    kind: 'gather.action',
    callSid,
    parentCallSid: null,
    startedAt: '2026-01-02T03:04:05.000Z',
    durationMs: 3,
    request: {
      method: 'POST',
      url: publicUrl + path,
      headers: [['Content-Type', 'application/x-www-form-urlencoded']],
      body: { text: form },
    },
    response: { status: 200, headers: [['Content-Type', 'text/xml; charset=utf-8']], body: { text: answer } },
    signature: 'valid',
    problem: null,
    provenance: { recorder: 'proxy', version: '0' },
    ...changes,
  }
}

/** The recording of one call with these exchanges. */
export function recordingWith(...exchanges: readonly Exchange[]): Recording {
  const [recording] = recordingsOf(exchanges)
  if (recording === undefined) throw new Error('a recording needs an exchange')
  return recording
}

/** What an app of several tenants answers, by the number called. */
export interface Tenant {
  readonly greeting: string
  /** The number that a caller with the right PIN is put through to. */
  readonly dial: string
  readonly pin: string
}

/** By number in E.164; `bye` is what the last page holds, whoever calls. */
export interface Tenants {
  readonly [number: string]: Tenant
}

/** What the app of some tenants answers to a form on a page. */
export function tenantAnswers(tenants: Tenants, path: string, form: string, bye = '<Hangup/>'): string {
  const { parameters } = decodeForm(form)
  const tenant = tenants[valueOf(parameters, parameter.To) ?? '']
  if (path === '/bye') return `<Response><Say>Goodbye</Say>${bye}</Response>`
  if (tenant === undefined) return '<Response><Reject/></Response>'
  if (path === '/voice') return `<Response><Say>${tenant.greeting}</Say><Gather action="/pin"/></Response>`
  return valueOf(parameters, parameter.Digits) === tenant.pin
    ? `<Response><Dial>${tenant.dial}</Dial></Response>`
    : '<Response><Say>Wrong PIN</Say></Response>'
}

/** An app of several tenants, which checks signatures. */
export function tenantApp(tenants: Tenants, bye?: string): RequestListener {
  return (req, res) => {
    void readBody(req).then((body) => {
      const { parameters } = decodeForm(body)
      const [url, method, signature] = [
        publicUrl + req.url,
        req.method ?? '',
        req.headers['x-twilio-signature'],
      ]
      if (typeof signature !== 'string' || !verify({ url, method, parameters, authToken, signature })) {
        res.writeHead(403).end()
        return
      }
      res.writeHead(200, { 'content-type': 'text/xml' })
      res.end(tenantAnswers(tenants, req.url ?? '', body, bye))
    })
  }
}
