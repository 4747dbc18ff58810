import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { ProxyOptionsError, type ProxyEvent, type ProxyOptions } from '@ringback/proxy'
import { afterEach, describe, expect, test } from 'vitest'
import { startMemoryStore, type MemoryStore } from './support/memory-store.ts'
import { startRawApp, type RawApp } from './support/raw-app.ts'
import { sendRaw } from './support/raw-client.ts'
import { startProxy } from './support/start-proxy.ts'
import { until } from './support/until.ts'
import { webhook } from './support/webhook.ts'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const answer = Buffer.from(
  'HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nSet-Cookie: a=1\r\nContent-Length: 11\r\n\r\n<Response/>',
)

async function start(options: Partial<ProxyOptions> = {}, store: MemoryStore = startMemoryStore()) {
  const app: RawApp = await startRawApp(() => [answer])
  closers.push(() => app.close())
  const proxy = await startProxy({ app: app.url, store, redact: 'off', ...options })
  closers.push(() => proxy.close({ drain: false }))
  const events: ProxyEvent[] = []
  void (async () => {
    for await (const event of proxy.events) events.push(event)
  })()
  return { app, proxy, store, events }
}

test('an exchange is recorded as it was on the wire', async () => {
  const { proxy, store, events } = await start({
    publicUrl: 'https://voice.example.com',
    clock: { now: () => Date.UTC(2026, 0, 2), tick: () => 0 },
    newId: () => 'id-1',
  })
  await sendRaw(proxy.url, [webhook({ target: '/voice?a=1', fields: ['X-A: 1', 'x-a: 2'] })])
  await until('it is recorded', () => store.exchanges.length === 1)
  expect(store.exchanges[0]).toMatchObject({
    id: 'id-1',
    callSid: 'CA00000000000000000000000000000001',
    startedAt: '2026-01-02T00:00:00.000Z',
    durationMs: 0,
    request: {
      method: 'POST',
      url: 'https://voice.example.com/voice?a=1',
      body: { text: expect.stringContaining('CallSid=') },
    },
    response: {
      status: 200,
      headers: [
        ['Content-Type', 'text/xml'],
        ['Set-Cookie', 'a=1'],
        ['Content-Length', '11'],
      ],
      body: { text: '<Response/>' },
    },
    signature: 'unchecked',
    problem: null,
    provenance: { recorder: 'proxy' },
  })
  expect(store.exchanges[0]?.request.headers).toEqual(
    expect.arrayContaining([
      ['X-A', '1'],
      ['x-a', '2'],
      ['User-Agent', 'TwilioProxy/1.1'],
    ]),
  )
  await until('it is told', () => events.some(({ type }) => type === 'recorded'))
  expect(events[0]).toMatchObject({ type: 'listening', url: proxy.url, recording: true, signature: 'off' })
  expect(events[1]).toEqual({
    type: 'kept',
    id: 'id-1',
    startedAt: '2026-01-02T00:00:00.000Z',
    method: 'POST',
    path: '/voice',
    status: 200,
    ms: 0,
    verdict: 'unchecked',
    problem: null,
    upstream: expect.stringMatching(/^http/),
  })
  expect(events[2]).toMatchObject({ type: 'recorded', id: 'id-1' })
})

test.each([
  ['its signature', 'GET / HTTP/1.1\r\nHost: a\r\nx-twilio-signature: x\r\n\r\n', true],
  ['its agent', 'GET / HTTP/1.1\r\nHost: a\r\nuser-agent: TwilioProxy/1.1\r\n\r\n', true],
  ['its query', 'GET /?AccountSid=AC1&x=y&CallSid=CA1 HTTP/1.1\r\nHost: a\r\n\r\n', true],
  [
    'its form',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 26\r\n\r\nCallSid=CA1&AccountSid=AC1',
    true,
  ],
  [
    'nothing in its form',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 28\r\n\r\nMyCallSid=CA1&AccountSid=AC1',
    false,
  ],
  ['nothing', 'GET /health?token=secret HTTP/1.1\r\nHost: a\r\n\r\n', false],
])('a request is known for Twilio’s by %s', async (_by, bytes, twilio) => {
  const { app, proxy, store, events } = await start()
  await sendRaw(proxy.url, [Buffer.from(bytes)], 'GET')
  expect(app.arrived).toHaveLength(1)
  await until('it is told', () => events.some(({ type }) => type === (twilio ? 'recorded' : 'other-traffic')))
  expect(store.exchanges).toHaveLength(twilio ? 1 : 0)
  expect(proxy.counts).toMatchObject({ recorded: twilio ? 1 : 0, otherTraffic: twilio ? 0 : 1 })
  expect(JSON.stringify(events.filter(({ type }) => type === 'other-traffic'))).not.toContain('secret')
})

test.each([
  ['PUT /upload HTTP/1.1', 'application/octet-stream', 'warn'],
  ['POST /form HTTP/1.1', 'application/x-www-form-urlencoded', 'warn'],
  ['POST /form HTTP/1.1', 'application/x-www-form-urlencoded', 'require'],
] as const)(
  'other traffic has no limits of Twilio’s: %s of %s, signature %s',
  async (first, type, signature) => {
    const publicUrl = 'https://voice.example.com'
    const required = signature === 'require' ? { publicUrl, allow: ['POST:/form'] } : {}
    const { app, proxy } = await start({ limits: { bodyBytes: 10 }, authToken: 'x', signature, ...required })
    const body = `AccountSid=1&text=${'x'.repeat(100_000)}`
    const head = `${first}\r\nHost: a\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n`
    const sent = await sendRaw(proxy.url, [
      Buffer.from(head),
      Buffer.from(body.slice(0, 5)),
      Buffer.from(body.slice(5)),
    ])
    expect(sent.statusLine).toBe('HTTP/1.1 200 OK')
    expect(app.arrived[0]?.body.toString()).toBe(body)
  },
)

describe('a store in trouble', () => {
  test('that fails: calls go on, and the loss is counted', async () => {
    let calls = 0
    const full = startMemoryStore(() => {
      calls += 1
      return calls % 2 === 0
        ? Promise.reject(new Error('ENOSPC: no space left on device'))
        : Promise.resolve()
    })
    const { proxy, events } = await start({}, full)
    for (let index = 0; index < 10; index += 1) {
      expect((await sendRaw(proxy.url, [webhook()])).statusLine).toBe('HTTP/1.1 200 OK')
    }
    const counts = await proxy.close()
    expect(counts).toMatchObject({ exchanges: 10, recorded: 5, notRecorded: 5 })
    expect(events.filter(({ type }) => type === 'not-recorded')).toHaveLength(5)
    expect(events).toContainEqual(
      expect.objectContaining({
        reason: 'store-failed',
        message: expect.stringContaining('no space left on device'),
      }),
    )
  })

  test('that throws at once is the same', async () => {
    const broken = startMemoryStore(() => {
      throw new Error('closed')
    })
    const { proxy } = await start({}, broken)
    expect((await sendRaw(proxy.url, [webhook()])).statusLine).toBe('HTTP/1.1 200 OK')
    expect(await proxy.close()).toMatchObject({ recorded: 0, notRecorded: 1 })
  })

  test('that hangs: what does not fit the queue is lost at once, the rest when the proxy closes', async () => {
    const hanging = startMemoryStore(() => new Promise(() => undefined))
    const { proxy, events } = await start({ limits: { queueBytes: 10_000, drainMs: 50 } }, hanging)
    for (let index = 0; index < 10; index += 1) {
      expect((await sendRaw(proxy.url, [webhook()])).statusLine).toBe('HTTP/1.1 200 OK')
    }
    const reasons = () => events.flatMap((event) => (event.type === 'not-recorded' ? [event.reason] : []))
    await until('the queue is full', () => reasons().includes('store-slow'))
    expect(proxy.counts.notRecorded).toBeLessThan(10)
    const counts = await proxy.close()
    expect(counts).toMatchObject({ exchanges: 10, recorded: 0, notRecorded: 10 })
    await until('the loss is told', () => reasons().includes('closed'))
  })

  test('a redactor that throws keeps the exchange out of the store, and its message out of the events', async () => {
    const { proxy, store, events } = await start({
      redact: (exchange) => {
        throw new Error(JSON.stringify(exchange))
      },
    })
    await sendRaw(proxy.url, [webhook()])
    expect(await proxy.close()).toMatchObject({ recorded: 0, notRecorded: 1 })
    expect(store.exchanges).toEqual([])
    await until('it is told', () => events.some(({ type }) => type === 'not-recorded'))
    expect(JSON.stringify(events)).not.toContain('CA0000')
  })

  test('every exchange is recorded or counted as lost', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('kept', 'failed', 'slow'), { maxLength: 15 }),
        async (fates) => {
          let next = 0
          const store = startMemoryStore(async () => {
            const fate = fates[next]
            next += 1
            if (fate === 'failed') throw new Error('no')
            if (fate === 'slow') {
              await new Promise((resolve) => {
                setTimeout(resolve, 3)
              })
            }
          })
          const { proxy } = await start({}, store)
          await Promise.all(fates.map(() => sendRaw(proxy.url, [webhook()])))
          const counts = await proxy.close()
          const failed = fates.filter((fate) => fate === 'failed').length
          expect(counts).toMatchObject({
            exchanges: fates.length,
            recorded: fates.length - failed,
            notRecorded: failed,
            inFlight: 0,
          })
          expect(store.exchanges).toHaveLength(fates.length - failed)
        },
      ),
      { numRuns: 20 },
    )
  })
})

test.each<[string, (bytes: Buffer) => Buffer]>([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
])(
  'an answer packed with %s is forwarded as it is and recorded so that it can be read',
  async (coding, pack) => {
    const packed = pack(Buffer.from('<Response><Say>Grüße</Say></Response>'))
    const head = `HTTP/1.1 200 OK\r\nContent-Encoding: ${coding}\r\nContent-Length: ${packed.length}\r\n\r\n`
    const app = await startRawApp(() => [Buffer.concat([Buffer.from(head), packed])])
    closers.push(() => app.close())
    const { proxy, store } = await start({ app: app.url })
    const received = await sendRaw(proxy.url, [webhook({})])
    expect(received.body).toEqual(packed)
    await until('it is recorded', () => store.exchanges.length === 1)
    expect(store.exchanges[0]?.response?.body).toEqual({ text: '<Response><Say>Grüße</Say></Response>' })
  },
)

test('bodies that are not UTF-8 are kept as they are, long answers in part', async () => {
  const bytes = Buffer.from([0xff, 0xfe, 0, 1])
  const app = await startRawApp(() => [
    Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n'),
    Buffer.alloc(1000, 'a'),
  ])
  closers.push(() => app.close())
  const { proxy, store } = await start({ app: app.url, limits: { answerBytes: 10 } })
  const head = 'POST / HTTP/1.1\r\nHost: a\r\nX-Twilio-Signature: x\r\nContent-Length: 4\r\n\r\n'
  const back = await sendRaw(proxy.url, [Buffer.from(head), bytes])
  expect(back.body).toHaveLength(1000)
  await proxy.close()
  expect(store.exchanges[0]?.request.body).toEqual({ base64: bytes.toString('base64') })
  expect(store.exchanges[0]?.response?.body).toEqual({ text: 'a'.repeat(10), truncatedAt: 10 })
})

describe('closing', () => {
  test('finishes what is in flight, takes nothing new, and settles the store', async () => {
    let release: (() => void) | undefined
    const app = await startRawApp((_request, socket) => {
      release = () => socket.write(answer)
      return null
    })
    closers.push(() => app.close())
    const { proxy, store, events } = await start({ app: app.url })
    const pending = sendRaw(proxy.url, [webhook()])
    await until('the app has the request', () => release !== undefined)
    const closed = proxy.close()
    await until('draining is told', () => events.some(({ type }) => type === 'draining'))
    expect((await sendRaw(proxy.url, [webhook()])).cut).toBe(true)
    release?.()
    expect((await pending).body.toString()).toBe('<Response/>')
    expect(await closed).toMatchObject({ recorded: 1, inFlight: 0 })
    expect(store.exchanges).toHaveLength(1)
    expect(events.map(({ type }) => type)).toEqual(['listening', 'draining', 'kept', 'recorded', 'closed'])
  })

  test('a second time leaves at once, and counts what is lost', async () => {
    const app = await startRawApp(() => null)
    closers.push(() => app.close())
    const { proxy } = await start(
      { app: app.url },
      startMemoryStore(() => new Promise(() => undefined)),
    )
    const pending = sendRaw(proxy.url, [webhook()])
    await until('the app has the request', () => app.arrived.length === 1)
    const first = proxy.close()
    const second = proxy.close({ drain: false })
    expect((await pending).cut).toBe(true)
    expect(await second).toEqual(await first)
    expect(await first).toMatchObject({ exchanges: 1, recorded: 0, notRecorded: 1, problems: 1, inFlight: 0 })
  })
})

describe('options', () => {
  test('everything that is wrong is said at once', async () => {
    const error: unknown = await startProxy({
      app: 'localhost:abc',
      publicUrl: 'https://a.example/?x=1',
      signature: 'require',
      store: startMemoryStore(),
      port: 70_000,
      allow: ['health', '/a/../b'],
      authTokens: { AC1: 'token', [`AC${'0'.repeat(32)}`]: [] },
      limits: { timeoutMs: -1 },
    }).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ProxyOptionsError)
    expect((error as ProxyOptionsError).problems.map((problem) => problem.split(':')[0])).toEqual([
      'app',
      'publicUrl',
      'redact',
      'authTokens',
      'authTokens',
      'port',
      'allow',
      'allow',
      'limits.timeoutMs',
    ])
  })

  test.each([
    [{ signature: 'require', publicUrl: 'https://a.example' }, 'signature'],
    [{ signature: 'require', authToken: 'x' }, 'publicUrl'],
    [{ allow: ['/health'], authToken: 'x' }, 'allow'],
    [{ authToken: ['x', ''] }, 'authToken'],
  ] as const)('%j is refused for %s', async (options, name) => {
    const error: unknown = await startProxy({ app: '3000', ...options }).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ProxyOptionsError)
    expect((error as ProxyOptionsError).problems.map((problem) => problem.split(':')[0])).toEqual([name])
  })

  test('a port that is taken is the system’s error', async () => {
    const { proxy } = await start()
    const port = Number(new URL(proxy.url).port)
    await expect(startProxy({ app: 'http://127.0.0.1:1', port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    })
  })
})
