import { connect, createServer, type AddressInfo } from 'node:net'
import { debuggerCodeRow } from '@ringback/catalog'
import type { Limits, Proxy } from '@ringback/proxy'
import type { Exchange } from '@ringback/recording'
import { afterEach, expect, test } from 'vitest'
import { startMemoryStore } from './support/memory-store.ts'
import { startRawApp, type RawApp } from './support/raw-app.ts'
import { sendRaw, type RawAnswer } from './support/raw-client.ts'
import { startProxy } from './support/start-proxy.ts'
import { until } from './support/until.ts'
import { webhook } from './support/webhook.ts'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

interface World {
  readonly app: RawApp
  readonly proxy: Proxy
  readonly exchanges: readonly Exchange[]
  /** Sends bytes and waits until what happened is recorded. */
  send(...pieces: readonly Buffer[]): Promise<{ answer: RawAnswer; exchange: Exchange }>
}

async function startWorld(
  answer: Parameters<typeof startRawApp>[0],
  limits: Partial<Limits> = {},
): Promise<World> {
  const app = await startRawApp(answer)
  closers.push(() => app.close())
  return worldOf(app, app.url, limits)
}

async function worldOf(app: RawApp, target: string, limits: Partial<Limits> = {}): Promise<World> {
  const store = startMemoryStore()
  const proxy = await startProxy({ app: target, store, redact: 'off', limits: { drainMs: 500, ...limits } })
  closers.push(() => proxy.close())
  return {
    app,
    proxy,
    exchanges: store.exchanges,
    async send(...pieces) {
      const before = store.exchanges.length
      const answer = await sendRaw(proxy.url, pieces)
      await until('the exchange is recorded', () => store.exchanges.length > before)
      const [exchange] = store.exchanges.slice(before)
      if (exchange === undefined) throw new Error('The store lost an exchange.')
      return { answer, exchange }
    },
  }
}

async function unusedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => {
    server.close(resolve)
  })
  return port
}

const ok = Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 11\r\n\r\n<Response/>')

test('app down: 502, and the code of a refused connection', async () => {
  const app = await startRawApp(() => null)
  closers.push(() => app.close())
  const world = await worldOf(app, `http://127.0.0.1:${await unusedPort()}`)
  const { answer, exchange } = await world.send(webhook())
  expect(answer.statusLine).toBe('HTTP/1.1 502 Bad Gateway')
  expect(answer.body.toString()).toContain('11202')
  expect(exchange.problem).toMatchObject({ code: 'app-down', twilioCode: 11202 })
  expect(exchange.response).toBeNull()
})

test('an app whose name does not resolve: 502, and the code of a bad host name', async () => {
  const app = await startRawApp(() => null)
  closers.push(() => app.close())
  const world = await worldOf(app, 'http://no-such-host.invalid')
  const { answer, exchange } = await world.send(webhook())
  expect(answer.statusLine).toBe('HTTP/1.1 502 Bad Gateway')
  expect(exchange.problem).toMatchObject({ code: 'app-down', twilioCode: 11210 })
})

test('an app that does not answer in time: 504', async () => {
  const world = await startWorld(() => null, { timeoutMs: 60 })
  const { answer, exchange } = await world.send(webhook())
  expect(answer.statusLine).toBe('HTTP/1.1 504 Gateway Timeout')
  expect(exchange.problem).toMatchObject({ code: 'app-timeout', twilioCode: 11200 })
})

test('an app that does not finish its answer in time: the answer is cut', async () => {
  const world = await startWorld(() => [Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<Resp')], {
    timeoutMs: 60,
  })
  const { answer, exchange } = await world.send(webhook())
  expect(answer).toMatchObject({ statusLine: 'HTTP/1.1 200 OK', cut: true })
  expect(exchange.problem).toMatchObject({ code: 'app-timeout', twilioCode: 11203 })
  expect(exchange.response?.body).toEqual({ text: '<Resp' })
})

test.each([
  ['Content-Length: 100\r\n\r\n<Resp', '<Resp'],
  ['Transfer-Encoding: chunked\r\n\r\n5\r\n<Resp\r\n', '<Resp'],
  ['Transfer-Encoding: chunked\r\n\r\n5\r\n<Re', '<Re'],
])('an answer cut short is cut for the caller as well: %j', async (rest, kept) => {
  const world = await startWorld((_request, socket) => {
    socket.end(`HTTP/1.1 200 OK\r\n${rest}`)
    return null
  })
  const { answer, exchange } = await world.send(webhook())
  expect(answer).toMatchObject({ statusLine: 'HTTP/1.1 200 OK', cut: true })
  expect(exchange.problem).toMatchObject({ code: 'answer-cut-short', twilioCode: 11200 })
  expect(exchange.response).toMatchObject({ status: 200, body: { text: kept } })
})

test('an app that hangs up: 502', async () => {
  const world = await startWorld((_request, socket) => {
    socket.destroy()
    return null
  })
  const { answer, exchange } = await world.send(webhook())
  expect(answer.statusLine).toBe('HTTP/1.1 502 Bad Gateway')
  expect(exchange.problem).toMatchObject({ code: 'app-hung-up', twilioCode: 11200 })
})

test.each([
  'SSH-2.0-OpenSSH_9.2\r\n\r\n',
  'HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n',
  'HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n',
  'HTTP/1.1 200 OK\r\nContent-Length: +3\r\n\r\n',
  'HTTP/1.1 200 OK\r\nX : 1\r\n\r\n',
  'HTTP/1.1 200 OK\r\nX: a\r\n b\r\n\r\n',
  'HTTP/1.1 200 OK\r\nX: \0\r\n\r\n',
  'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n',
  `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(70_000)}`,
])('an app that does not speak HTTP: 502 (%#)', async (bytes) => {
  const world = await startWorld(() => [Buffer.from(bytes, 'latin1')])
  const { answer, exchange } = await world.send(webhook())
  expect(answer.statusLine).toBe('HTTP/1.1 502 Bad Gateway')
  expect(exchange.problem).toMatchObject({ code: 'answer-malformed', twilioCode: 11206 })
})

test.each([
  ['<Response/>', 'HTTP/0.9'],
  ['HTTP/0.9 200 OK\r\n\r\n', 'HTTP/0.9'],
  ['ICY 200 OK\r\n\r\n', 'HTTP/0.9'],
  ['H', 'closed'],
  ['HTTP/1.1 200 OK\nContent-Length: 0\n\n', 'LF instead of CR LF'],
  ['HTTP/1.1 200 OK\r\nContent-Type: text/xml\nContent-Length: 0\r\n\r\n', 'LF instead of CR LF'],
  ['\nHTTP/1.1 200 OK\r\n\r\n', 'HTTP/0.9'],
])('an app that answers %j and closes is told to have answered so, at once', async (bytes, says) => {
  for (const closes of [true, false]) {
    if (!closes && says === 'closed') continue
    const world = await startWorld((_request, socket) => {
      if (closes) socket.end(bytes)
      else socket.write(bytes)
      return null
    })
    const { answer, exchange } = await world.send(webhook())
    expect(answer.statusLine).toBe('HTTP/1.1 502 Bad Gateway')
    expect(exchange.problem?.message).toContain(says)
    expect(exchange.problem).toMatchObject(
      says === 'closed'
        ? { code: 'answer-cut-short', twilioCode: 11200 }
        : { code: 'answer-malformed', twilioCode: 11206 },
    )
  }
})

test('an error status passes as it is, and is a problem', async () => {
  const world = await startWorld(() => [Buffer.from('HTTP/1.1 500 Oops\r\nContent-Length: 2\r\n\r\nno')])
  const { answer, exchange } = await world.send(webhook())
  expect(answer).toMatchObject({ statusLine: 'HTTP/1.1 500 Oops', body: Buffer.from('no') })
  expect(exchange.problem).toMatchObject({ code: 'error-status', twilioCode: 11200 })
  expect(exchange.response?.body).toEqual({ text: 'no' })
})

test('a caller that goes away takes the request to the app down', async () => {
  let closed = false
  const world = await startWorld((_request, socket) => {
    socket.on('close', () => {
      closed = true
    })
    return null
  })
  const caller = connect({ port: Number(new URL(world.proxy.url).port), host: '127.0.0.1' })
  caller.write(webhook())
  await until('the app has the request', () => world.app.arrived.length === 1)
  caller.destroy()
  await until('the exchange is recorded', () => world.exchanges.length === 1)
  await until('the connection to the app is closed', () => closed)
  expect(world.exchanges[0]?.problem).toMatchObject({ code: 'client-gone' })
})

test('a body over the limit: 413, whatever way its length is told, and the app sees no whole request', async () => {
  const world = await startWorld(() => [ok], { bodyBytes: 1000 })
  const large = await world.send(webhook({ body: 'x'.repeat(1_000_000), fields: ['Connection: close'] }))
  expect(large.answer.statusLine).toBe('HTTP/1.1 413 Payload Too Large')
  expect(large.exchange.problem).toMatchObject({ code: 'body-too-large' })
  const head = 'POST / HTTP/1.1\r\nHost: a\r\nX-Twilio-Signature: x\r\nTransfer-Encoding: chunked\r\n\r\n'
  const chunks = Array.from({ length: 20 }, () => Buffer.from(`64\r\n${'y'.repeat(100)}\r\n`))
  const chunked = await world.send(Buffer.from(head), ...chunks, Buffer.from('0\r\n\r\n'))
  expect(chunked.answer.statusLine).toBe('HTTP/1.1 413 Payload Too Large')
  expect(chunked.exchange.problem).toMatchObject({ code: 'body-too-large' })
  expect(world.app.arrived).toHaveLength(0)
})

test.each([
  ['POST /voice HTTP/1.1\r\nHost: a\r\nHost: b\r\nContent-Length: 2\r\n\r\nhi', 400],
  ['GARBAGE\r\n\r\n', 400],
  [
    'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    400,
  ],
  ['POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n', 400],
  ['POST /voice HTTP/2.0\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi', 505],
  ['POST /voice HTTP/0.9\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi', 505],
  ['POST /voice HTTP/1.1\r\nContent-Length: 2\r\n\r\nhi', 400],
  [
    'POST /voice HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    400,
  ],
  ['POST /voice HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nhi!', 400],
  ['POST /voice HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n', 400],
  ['POST /voice HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n', 400],
  ['POST /voice HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n', 400],
  ['POST /voice HTTP/1.1\r\nHost: a\r\nContent-Length: +2\r\n\r\nhi', 400],
  ['POST /voice HTTP/1.1\r\nHost: a\nX: b\r\n\r\n', 400],
  ['POST /voice HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n', 400],
  [`GET /voice HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`, 431],
  ['\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
])(
  'malformed HTTP is answered and recorded, and nothing reaches the app whole: %j',
  async (bytes, status) => {
    const world = await startWorld(() => [ok])
    const { answer, exchange } = await world.send(Buffer.from(bytes, 'latin1'))
    expect(Number(answer.statusLine.split(' ')[1])).toBe(status)
    expect(exchange.problem?.code).toBe('malformed-http')
    expect(world.app.arrived).toHaveLength(0)
  },
)

test('every code that a problem names is one of the debugger', () => {
  const codes = [11200, 11201, 11202, 11203, 11205, 11206, 11210, 11220, 11235, 11236, 11237]
  expect(codes.filter((code) => debuggerCodeRow(code) === undefined)).toEqual([])
})
