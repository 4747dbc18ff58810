import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import * as fc from 'fast-check'
import type { Proxy } from '@ringback/proxy'
import { afterEach, expect, test } from 'vitest'
import { startRawApp, type RawApp } from './support/raw-app.ts'
import { sendRaw } from './support/raw-client.ts'
import { startProxy } from './support/start-proxy.ts'
import { webhook } from './support/webhook.ts'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function start(answer: Parameters<typeof startRawApp>[0]): Promise<{ app: RawApp; proxy: Proxy }> {
  const app = await startRawApp(answer)
  closers.push(() => app.close())
  const proxy = await startProxy({ app: app.url })
  closers.push(() => proxy.close())
  return { app, proxy }
}

const ok = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')

test('requests one after the other share a connection to the app, though Twilio closes its own', async () => {
  const { app, proxy } = await start(() => [ok])
  for (let index = 0; index < 10; index += 1) {
    const answer = await sendRaw(proxy.url, [webhook({ fields: ['Connection: close'] })])
    expect(answer.statusLine).toBe('HTTP/1.1 200 OK')
    expect(answer.head).toContain('Connection: close')
  }
  expect(app.connections()).toBe(1)
  expect(app.arrived[0]?.head).toContain('Connection: keep-alive')
})

test('an app that closes after each answer gets a connection for each', async () => {
  const { app, proxy } = await start((_request, socket) => {
    socket.end('HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok')
    return null
  })
  for (let index = 0; index < 5; index += 1) {
    expect((await sendRaw(proxy.url, [webhook()])).body.toString()).toBe('ok')
  }
  expect(app.connections()).toBe(5)
})

test.each(['GET', 'HEAD', 'POST', 'PUT'])(
  'a %s is never sent twice: the app may have processed it though its connection died',
  async (method) => {
    let dies = false
    const { app, proxy } = await start((_request, socket) => {
      if (!dies) return [method === 'HEAD' ? ok.subarray(0, -2) : ok]
      socket.destroy()
      return null
    })
    const token = 'I-Twilio-Idempotency-Token: 6c1a2f4e-0000-4000-8000-000000000000'
    await sendRaw(proxy.url, [webhook({ method })], method)
    dies = true
    const answer = await sendRaw(proxy.url, [webhook({ method, fields: [token] })], method)
    expect(answer.statusLine).toBe('HTTP/1.1 502 Bad Gateway')
    expect(app.arrived).toHaveLength(2)
    expect(app.connections()).toBe(1)
  },
)

/** What an app does with a request that has arrived. */
const fates = {
  answers: (socket: Socket) => void socket.write(ok),
  'answers and closes': (socket: Socket) => void socket.end(ok),
  'answers and closes without a word a moment later': (socket: Socket) =>
    void socket.write(ok, () => setImmediate(() => socket.destroy())),
  'closes without an answer': (socket: Socket) => void socket.end(),
  'resets without an answer': (socket: Socket) => void socket.resetAndDestroy(),
  'breaks off in its head': (socket: Socket) => void socket.end('HTTP/1.1 200'),
  'breaks off in its body': (socket: Socket) => void socket.end(ok.subarray(0, -1)),
} as const

test('whatever becomes of connections, no request arrives twice', async () => {
  const fateOf = new Map<string, keyof typeof fates>()
  const idOf = (head: string): string => /^X-Id: (.*)$/im.exec(head)?.[1] ?? ''
  const { app, proxy } = await start((request, socket) => {
    fates[fateOf.get(idOf(request.head)) ?? 'answers'](socket)
    return null
  })
  const fate = fc.constantFrom(...(Object.keys(fates) as (keyof typeof fates)[])) // The keys of the table.
  const request = fc.record({ method: fc.constantFrom('GET', 'POST', 'PUT'), fate, pauses: fc.boolean() })
  let sent = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(request, { minLength: 1, maxLength: 3 }), { maxLength: 8 }),
      async (rounds) => {
        for (const round of rounds) {
          const sending = round.map(async ({ method, fate: chosen, pauses }) => {
            const id = `r${(sent += 1)}`
            fateOf.set(id, chosen)
            // From 20 ms on a connection is doubtful.
            if (pauses) await sleep(25)
            const token = 'I-Twilio-Idempotency-Token: 6c1a2f4e-0000-4000-8000-000000000000'
            return sendRaw(proxy.url, [webhook({ method, fields: [`X-Id: ${id}`, token] })], method)
          })
          for (const answer of await Promise.all(sending))
            expect(answer.statusLine).toMatch(/^HTTP\/1\.1 (?:200|502) /)
        }
        const arrived = app.arrived.map(({ head }) => idOf(head))
        expect(new Set(arrived).size).toBe(arrived.length)
      },
    ),
    { numRuns: 30 },
  )
  expect(sent).toBeGreaterThan(30)
})

test('a connection that the app has closed while it was idle is replaced, and nothing is lost or sent twice', async () => {
  let idle: Socket | undefined
  const { app, proxy } = await start((_request, socket) => {
    idle = socket
    return [ok]
  })
  for (let index = 1; index <= 20; index += 1) {
    expect((await sendRaw(proxy.url, [webhook()])).statusLine).toBe('HTTP/1.1 200 OK')
    expect(app.arrived).toHaveLength(index)
    // At the very moment at which the next request comes, and some time before.
    if (index % 2 === 0) await sleep(30)
    idle?.end()
    if (index % 4 === 0) await sleep(5)
  }
  expect(app.connections()).toBe(20)
})

test('pipelined requests are answered in their order', async () => {
  const { app, proxy } = await start((request) => [
    Buffer.from(
      `HTTP/1.1 200 OK\r\nContent-Length: ${request.body.length}\r\n\r\n${request.body.toString()}`,
    ),
  ])
  const first = webhook({ body: 'first' })
  const second = webhook({ body: 'second' })
  const answer = await sendRaw(proxy.url, [Buffer.concat([first, second])])
  expect(answer.body.toString()).toBe('first')
  expect(app.arrived.map(({ body }) => body.toString()).sort()).toEqual(['first', 'second'])
})

test('a chunked DELETE is one request', async () => {
  const { app, proxy } = await start(() => [ok])
  const smuggled = 'GET /admin HTTP/1.1\r\nHost: a\r\n\r\n'
  const size = smuggled.length.toString(16)
  await sendRaw(proxy.url, [
    Buffer.from(
      `DELETE /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n${size}\r\n${smuggled}\r\n0\r\n\r\n`,
    ),
  ])
  expect(app.arrived).toHaveLength(1)
  expect(app.arrived[0]?.body.toString()).toBe(smuggled)
})

test('what Connection names goes no further, but never what frames the request', async () => {
  const { app, proxy } = await start(() => [ok])
  const fields = [
    'Connection: X-Hop, Content-Length, upgrade',
    'X-Hop: 1',
    'Upgrade: h2c',
    'Keep-Alive: timeout=5',
  ]
  await sendRaw(proxy.url, [webhook({ body: 'abc', fields })])
  expect(app.arrived[0]?.head).not.toMatch(/^(?:connection|x-hop|upgrade|keep-alive):/im)
  expect(app.arrived[0]?.body.toString()).toBe('abc')
})

test.each([
  ['HEAD', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n'],
  ['POST', 'HTTP/1.1 204 No Content\r\nX-A: 1\r\n\r\n'],
  ['POST', 'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\nContent-Length: 7\r\n\r\n'],
])('%s answered without a body: %j', async (method, bytes) => {
  const { app, proxy } = await start(() => [Buffer.from(bytes)])
  for (let index = 0; index < 2; index += 1) {
    const answer = await sendRaw(proxy.url, [webhook({ method })], method)
    expect(`${answer.head}\r\n\r\n`).toBe(bytes)
    expect(answer.cut).toBe(false)
  }
  expect(app.connections()).toBe(1)
})

test('informational answers pass before the final one', async () => {
  const { proxy } = await start(() => [
    Buffer.from('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n'),
    ok,
  ])
  expect((await sendRaw(proxy.url, [webhook()])).body.toString()).toBe('ok')
})

test('a caller that expects 100 Continue gets it from the app', async () => {
  const { app, proxy } = await start(() => [ok])
  const head = webhook({ body: '', fields: ['Expect: 100-continue'] })
    .toString()
    .replace('Length: 0', 'Length: 3')
  const answer = await sendRaw(proxy.url, [Buffer.from(head), Buffer.from('abc')])
  expect(answer.body.toString()).toBe('ok')
  expect(app.arrived[0]?.body.toString()).toBe('abc')
})

test('a caller that speaks HTTP/1.0 gets an answer without chunks', async () => {
  const { app, proxy } = await start(() => [
    Buffer.from('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n'),
  ])
  const answer = await sendRaw(proxy.url, [
    Buffer.from('POST / HTTP/1.0\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi'),
  ])
  expect(answer.head).not.toMatch(/chunked/i)
  expect(answer.body.toString()).toBe('ok')
  expect(app.arrived[0]?.body.toString()).toBe('hi')
})
