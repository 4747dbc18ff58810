import { decodeForm, parameter, valueOf } from '@ringback/catalog'
import type { Exchange } from '@ringback/recording'
import { verify } from '@ringback/signature'
import { authToken, publicUrl } from './apps.ts'

/** What an app answers for one of its numbers. */
export interface Tenant {
  readonly greeting: string
  /** The number that a caller with the right PIN is put through to. */
  readonly dial: string
  readonly pin: string
}

const tenantNumber = '+12025550142'

export const tenant: Tenant = { greeting: 'Welcome to Acme', dial: '+12025550143', pin: '4711' }

/** What the app answers: by the number called on one page, by the keys pressed on another, always the same on a third. */
function answerOf(current: Tenant, path: string, form: string, bye: string): string {
  const { parameters } = decodeForm(form)
  if (path === '/bye') return `<Response><Say>Goodbye</Say>${bye}</Response>`
  if (valueOf(parameters, parameter.To) !== tenantNumber) return '<Response><Reject/></Response>'
  if (path === '/voice') return `<Response><Say>${current.greeting}</Say><Gather action="/pin"/></Response>`
  return valueOf(parameters, parameter.Digits) === current.pin
    ? `<Response><Dial>${current.dial}</Dial></Response>`
    : '<Response><Say>Wrong PIN</Say></Response>'
}

/** The app as a fetch handler, which refuses what is not validly signed. */
export function tenantApp(
  current: Tenant,
  bye = '<Hangup/>',
): { readonly fetch: (request: Request) => Promise<Response> } {
  return {
    async fetch(request) {
      const { pathname, search } = new URL(request.url)
      const body = await request.text()
      const signature = request.headers.get('x-twilio-signature') ?? ''
      const url = `${publicUrl}${pathname}${search}`
      if (!verify({ url, method: request.method, authToken, signature, body }))
        return new Response(null, { status: 403 })
      return new Response(answerOf(current, pathname, body, bye), { headers: { 'content-type': 'text/xml' } })
    },
  }
}

const form = `CallSid=CA0123456789abcdef0123456789abcdef&AccountSid=AC0123456789abcdef0123456789abcdef&From=%2B12025550146&To=${encodeURIComponent(tenantNumber)}&CallStatus=in-progress&Digits=4711`

/** What the recorder saw at the three pages, not redacted. */
export const tenantExchanges: readonly Exchange[] = ['/voice', '/pin', '/bye'].map((path) => ({
  id: path,
  kind: 'gather.action',
  callSid: 'CA0123456789abcdef0123456789abcdef',
  parentCallSid: null,
  startedAt: '2026-01-02T03:04:05.000Z',
  durationMs: 4,
  request: { method: 'POST', url: `${publicUrl}${path}`, headers: [], body: { text: form } },
  response: {
    status: 200,
    headers: [['Content-Type', 'text/xml']],
    body: { text: answerOf(tenant, path, form, '<Hangup/>') },
  },
  signature: 'valid',
  problem: null,
  provenance: { recorder: 'proxy', version: '0.1.0' },
}))
