import { request } from 'node:https'
import * as fc from 'fast-check'
import { startApp } from '@ringback/app-express'
import { encodeForm } from '@ringback/catalog'
import { startProxy, type ProxyOptions } from '@ringback/proxy'
import { sign } from '@ringback/signature'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { certificate } from './support/certificate.ts'
import { startMemoryStore, type MemoryStore } from './support/memory-store.ts'
import { startRawApp } from './support/raw-app.ts'
import { sendRaw } from './support/raw-client.ts'
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
    const proxy = await startProxy({ target: app.url, authToken, store, redact: 'off', ...options })
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
          expect(await sendAsTwilio(port, path, form, signature)).toMatchObject({
            status: 200,
            body: expect.stringContaining('<Response>'),
          })
          expect((await sendAsTwilio(port, path, `${form}&Forged=1`, signature)).status).toBe(403)
          await until('both are recorded', () => store.exchanges.length === before + 2)
          expect(store.exchanges.slice(before)).toMatchObject([
            { signature: 'valid', problem: null, request: { url: publicUrl + path } },
            { signature: 'invalid', problem: { twilioCode: 11200 } },
          ])
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
    const proxy = await startProxy({ target: app.url, publicUrl, store, redact: 'off', ...options })
    closers.push(() => proxy.close())
    const send = async (form: string, fields: readonly string[]) => {
      const before = store.exchanges.length
      const head = [
        'POST /voice HTTP/1.1',
        'Host: x',
        'Content-Type: application/x-www-form-urlencoded',
        `Content-Length: ${form.length}`,
        ...fields,
      ]
      const answer = await sendRaw(proxy.url, [Buffer.from([...head, '', form].join('\r\n'))])
      const twilio = form.includes('CallSid') || fields.length > 0
      if (twilio) await until('it is recorded', () => store.exchanges.length > before)
      return { status: Number(answer.statusLine.split(' ')[1]), exchange: store.exchanges[before] }
    }
    return { app, send }
  }

  const form = 'AccountSid=AC1&CallSid=CA1'
  const valid = (token: string) =>
    `X-Twilio-Signature: ${sign({ url: `${publicUrl}/voice`, body: form, contentType: 'application/x-www-form-urlencoded', authToken: token })}`

  test('require: what is forged or unsigned gets 403, is recorded, and never reaches the app', async () => {
    const { app, send } = await start({ authToken, signature: 'require' })
    expect(await send(form, ['X-Twilio-Signature: forged'])).toMatchObject({
      status: 403,
      exchange: { signature: 'invalid', response: null, problem: { code: 'signature-invalid' } },
    })
    expect(await send(form, [])).toMatchObject({
      status: 403,
      exchange: { signature: 'missing', response: null, problem: { code: 'signature-missing' } },
    })
    expect(app.arrived).toHaveLength(0)
    expect(await send(form, [valid(authToken)])).toMatchObject({
      status: 204,
      exchange: { signature: 'valid' },
    })
    expect(app.arrived[0]?.body.toString()).toBe(form)
  })

  test('require leaves traffic alone that is not Twilio’s', async () => {
    const { app, send } = await start({ authToken, signature: 'require' })
    expect((await send('name=value', [])).status).toBe(204)
    expect(app.arrived[0]?.body.toString()).toBe('name=value')
  })

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

  test('one of several tokens is enough', async () => {
    const { send } = await start({ authToken: ['new-token', authToken], signature: 'require' })
    expect((await send(form, [valid(authToken)])).status).toBe(204)
    expect((await send(form, [valid('new-token')])).status).toBe(204)
    expect((await send(form, [valid('another')])).status).toBe(403)
  })
})
