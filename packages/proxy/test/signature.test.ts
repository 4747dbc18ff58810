import { request } from 'node:https'
import * as fc from 'fast-check'
import { startApp } from '@ringback/app-express'
import { encodeForm } from '@ringback/catalog'
import type { Proxy, ProxyEvent, ProxyOptions } from '@ringback/proxy'
import { sign } from '@ringback/signature'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { certificate } from './support/certificate.ts'
import { startMemoryStore, type MemoryStore } from './support/memory-store.ts'
import { startRawApp } from './support/raw-app.ts'
import { sendRaw } from './support/raw-client.ts'
import { startProxy } from './support/start-proxy.ts'
import { startTlsTerminator, type TerminatorHabit } from './support/tls-terminator.ts'
import { until } from './support/until.ts'

const authToken = '0123456789abcdef0123456789abcdef'
const publicUrl = 'https://voice.example.com'

interface Sent {
  readonly status: number
  readonly body: string
}

/** Sends a form as Twilio does, to the public host, over TLS. */
async function sendAsTwilio(
  port: number,
  path: string,
  form: string,
  signature: string,
  method = 'POST',
): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const headers = {
      Host: 'voice.example.com',
      'User-Agent': 'TwilioProxy/1.1',
      'X-Twilio-Signature': signature,
      ...(method === 'POST' && {
        'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8',
        'Content-Length': Buffer.byteLength(form),
      }),
    }
    const options = {
      host: '127.0.0.1',
      port,
      path,
      method,
      headers,
      servername: 'voice.example.com',
      ca: certificate.cert,
    }
    const outgoing = request(options, (answer) => {
      let body = ''
      answer.setEncoding('utf8')
      answer.on('data', (text: string) => {
        body += text
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }))
    })
    outgoing.on('error', reject)
    outgoing.end(method === 'POST' ? form : undefined)
  })
}

function eventsOf(proxy: Proxy): readonly ProxyEvent[] {
  const events: ProxyEvent[] = []
  void (async () => {
    for await (const event of proxy.events) events.push(event)
  })()
  return events
}

const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,12}$/)
const value = fc.oneof(fc.string({ maxLength: 20 }), fc.string({ unit: 'grapheme', maxLength: 20 }))
const parameters = fc
  .uniqueArray(fc.tuple(name, value), { selector: ([key]) => key, maxLength: 8 })
  .map((pairs): [string, string][] => [['AccountSid', 'AC1'], ['CallSid', 'CA1'], ...pairs])
const style = fc.constantFrom('plus' as const, 'percent' as const)

describe.each<[TerminatorHabit, Partial<ProxyOptions>, { publicUrl?: string }]>([
  ['keeps-host', {}, {}],
  ['rewrites-host', {}, {}],
  ['says-nothing', { publicUrl }, {}],
  ['says-nothing', { publicUrl, signature: 'require' }, { publicUrl }],
])('TLS ended in front by one that %s, proxy %j, app %j', (habit, options, appOptions) => {
  const closers: (() => Promise<unknown>)[] = []
  let port: number
  let store: MemoryStore

  beforeAll(async () => {
    const app = await startApp({ port: 0, authToken, ...appOptions })
    closers.push(app.close)
    store = startMemoryStore()
    const proxy = await startProxy({ app: app.url, authToken, store, redact: 'off', ...options })
    closers.push(() => proxy.close())
    const terminator = await startTlsTerminator(proxy.url, habit)
    closers.push(() => terminator.close())
    port = terminator.port
  })
  afterAll(async () => {
    for (const close of closers.splice(0).reverse()) await close()
  })

  test('the official middleware accepts what Twilio signed and refuses what it did not', async () => {
    await fc.assert(
      fc.asyncProperty(
        parameters,
        style,
        fc.constantFrom('/voice', '/voice?a=1&b=%2F+x', '/voice/menu?attempt=2'),
        async (pairs, encoding, path) => {
          const form = encodeForm(pairs, encoding)
          const signature = sign({ url: publicUrl + path, parameters: pairs, authToken })
          const before = store.exchanges.length
          const isRequired = options.signature === 'require'
          expect(await sendAsTwilio(port, path, form, signature)).toMatchObject({
            status: 200,
            body: expect.stringContaining('<Response>'),
          })
          expect((await sendAsTwilio(port, path, `${form}&Forged=1`, signature)).status).toBe(403)
          const recorded = [
            { signature: 'valid', problem: null, request: { url: publicUrl + path } },
            ...(isRequired ? [] : [{ signature: 'invalid', problem: { twilioCode: 11200 } }]),
          ]
          await until('both are recorded', () => store.exchanges.length === before + recorded.length)
          expect(store.exchanges.slice(before)).toMatchObject(recorded)
        },
      ),
      {
        numRuns: 15,
      },
    )
  })

  test('a GET is signed by its query', async () => {
    const path = '/voice?AccountSid=AC1&CallSid=CA1&Digits=&FromCity=S%C3%A3o+Paulo'
    const signature = sign({ url: publicUrl + path, authToken })
    expect((await sendAsTwilio(port, path, '', signature, 'GET')).status).toBe(200)
    expect((await sendAsTwilio(port, `${path}1`, '', signature, 'GET')).status).toBe(403)
  })
})

describe('signature modes', () => {
  const closers: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close()
  })

  async function start(options: Partial<ProxyOptions>) {
    const app = await startRawApp(() => [Buffer.from('HTTP/1.1 204 No Content\r\n\r\n')])
    closers.push(() => app.close())
    const store = startMemoryStore()
    const proxy = await startProxy({ app: app.url, publicUrl, store, redact: 'off', ...options })
    closers.push(() => proxy.close())
    const events = eventsOf(proxy)
    const send = async (form: string, fields: readonly string[], records = true) => {
      const before = store.exchanges.length
      const head = [
        'POST /voice HTTP/1.1',
        'Host: x',
        'Content-Type: application/x-www-form-urlencoded',
        `Content-Length: ${form.length}`,
        ...fields,
      ]
      const answer = await sendRaw(proxy.url, [Buffer.from([...head, '', form].join('\r\n'))])
      const status = Number(answer.statusLine.split(' ')[1])
      const twilio = (form.includes('CallSid') || fields.length > 0) && status !== 403
      if (twilio && records) await until('it is recorded', () => store.exchanges.length > before)
      return { status, exchange: store.exchanges[before] }
    }
    return { app, proxy, store, events, send }
  }

  const form = 'AccountSid=AC1&CallSid=CA1'
  const valid = (token: string) =>
    `X-Twilio-Signature: ${sign({ url: `${publicUrl}/voice`, body: form, contentType: 'application/x-www-form-urlencoded', authToken: token })}`

  test('require: what is forged or unsigned gets 403, and reaches neither the app nor the store', async () => {
    const { app, send, proxy, store, events } = await start({ authToken, signature: 'require' })
    expect((await send(form, ['X-Twilio-Signature: forged'])).status).toBe(403)
    expect((await send(form, [`X-Twilio-Signature: ${'A'.repeat(27)}=`])).status).toBe(403)
    expect((await send(form, [])).status).toBe(403)
    expect((await send('name=value', [])).status).toBe(403)
    expect(app.arrived).toHaveLength(0)
    await until('it is told', () => events.filter(({ type }) => type === 'refused').length === 4)
    expect(events.filter(({ type }) => type === 'refused')).toMatchObject([
      { problem: { code: 'signature-impossible' }, path: '/voice', bodyBytes: form.length, status: 403 },
      { problem: { code: 'signature-invalid' }, verdict: 'invalid', total: 2 },
      { problem: { code: 'signature-missing' }, method: 'POST', bodyBytes: form.length },
      { problem: { code: 'signature-missing' }, total: 4 },
    ])
    expect(store.exchanges).toHaveLength(0)
    expect(proxy.counts).toMatchObject({ refused: 4, exchanges: 0, otherTraffic: 0 })
    expect(await send(form, [valid(authToken)])).toMatchObject({
      status: 204,
      exchange: { signature: 'valid' },
    })
    expect(app.arrived[0]?.body.toString()).toBe(form)
  })

  test('require: what is allowed by name passes unsigned, and is not recorded', async () => {
    const { app, send, store, events } = await start({
      authToken,
      signature: 'require',
      allow: ['POST:/voice'],
    })
    expect((await send('name=value', [])).status).toBe(204)
    expect((await send('name=value&AccountSid=AC1', ['X-Twilio-Signature: forged'], false)).status).toBe(204)
    expect(app.arrived).toHaveLength(2)
    await until('it is told', () => events.filter(({ type }) => type === 'other-traffic').length === 2)
    expect(store.exchanges).toHaveLength(0)
  })

  test.each(['X-HTTP-Method-Override: DELETE', 'X-Original-URL: /admin', 'X_Rewrite_URL: /admin'])(
    'require: what is allowed by name is not allowed with %s',
    async (field) => {
      const { app, send } = await start({ authToken, signature: 'require', allow: ['POST:/voice'] })
      expect((await send('name=value', [field])).status).toBe(403)
      expect(app.arrived).toHaveLength(0)
    },
  )

  test('warn, the default with a token: everything passes, and the verdict is recorded', async () => {
    const { send } = await start({ authToken })
    expect(await send(form, ['X-Twilio-Signature: forged'])).toMatchObject({
      status: 204,
      exchange: { signature: 'invalid', problem: null },
    })
    expect(await send(form, [])).toMatchObject({ status: 204, exchange: { signature: 'missing' } })
  })

  test('off, the default without a token: nothing is checked', async () => {
    expect(await (await start({})).send(form, ['X-Twilio-Signature: x'])).toMatchObject({
      status: 204,
      exchange: { signature: 'unchecked' },
    })
    expect(
      await (await start({ authToken, signature: 'off' })).send(form, ['X-Twilio-Signature: x']),
    ).toMatchObject({
      exchange: { signature: 'unchecked' },
    })
  })

  test('an account with tokens of its own has to be signed with one of them', async () => {
    const first = `AC${'1'.repeat(32)}`
    const second = `AC${'2'.repeat(32)}`
    const authTokens = { [first]: 'one', [second]: ['two', 'new-two'] }
    const { send } = await start({ authToken, authTokens, signature: 'require' })
    const of = (accountSid: string, token: string) => {
      const body = `AccountSid=${accountSid}&CallSid=CA1`
      const contentType = 'application/x-www-form-urlencoded'
      const signature = sign({ url: `${publicUrl}/voice`, body, contentType, authToken: token })
      return send(body, [`X-Twilio-Signature: ${signature}`])
    }
    expect((await of(first, 'one')).status).toBe(204)
    expect((await of(first, 'two')).status).toBe(403)
    expect((await of(first, authToken)).status).toBe(403)
    expect((await of(second, 'new-two')).status).toBe(204)
    expect((await of(`${second}&AccountSid=${first}`, 'two')).status).toBe(403)
    expect((await of('constructor', authToken)).status).toBe(204)
    expect((await of('constructor', 'one')).status).toBe(403)
  })

  test('one of several tokens is enough', async () => {
    const { send } = await start({ authToken: ['new-token', authToken], signature: 'require' })
    expect((await send(form, [valid(authToken)])).status).toBe(204)
    expect((await send(form, [valid('new-token')])).status).toBe(204)
    expect((await send(form, [valid('another')])).status).toBe(403)
  })
})
