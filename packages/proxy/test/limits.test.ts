import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { defaultLimits, type Limits, type Proxy, type ProxyEvent } from '@ringback/proxy'
import { afterEach, expect, test } from 'vitest'
import { startRawApp, type RawApp } from './support/raw-app.ts'
import { sendRaw } from './support/raw-client.ts'
import { startProxy } from './support/start-proxy.ts'
import { until } from './support/until.ts'
import { webhook } from './support/webhook.ts'

const closers: (() => Promise<unknown> | void)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

interface World {
  readonly app: RawApp
  readonly proxy: Proxy
  readonly events: readonly ProxyEvent[]
  /** Connects to the proxy and keeps what comes back. */
  readonly open: () => {
    readonly socket: Socket
    readonly received: () => string
    readonly closed: Promise<unknown>
  }
}

async function start(
  limits: Partial<Limits>,
  answer: Parameters<typeof startRawApp>[0] = () => [ok],
): Promise<World> {
  const app = await startRawApp(answer)
  closers.push(() => app.close())
  const proxy = await startProxy({ app: app.url, limits: { drainMs: 100, ...limits } })
  closers.push(() => proxy.close({ drain: false }))
  const events: ProxyEvent[] = []
  void (async () => {
    for await (const event of proxy.events) events.push(event)
  })()
  return {
    app,
    proxy,
    events,
    open() {
      const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1')
      closers.push(() => void socket.destroy())
      let text = ''
      socket.on('data', (chunk) => {
        text += chunk.toString('latin1')
      })
      socket.on('error', () => undefined)
      return { socket, received: () => text, closed: once(socket, 'close') }
    },
  }
}

const ok = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
const upgrade =
  'GET /media HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n'
const switched = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'

test('the defaults are those of nginx where nginx has the limit', () => {
  expect(defaultLimits).toMatchObject({
    headerTimeoutMs: 60_000,
    callerIdleMs: 60_000,
    keepAliveMs: 75_000,
    tunnelIdleMs: 60_000,
    connections: 512,
  })
})

test('headerTimeoutMs: a head that does not arrive gets 408', async () => {
  const { open } = await start({ headerTimeoutMs: 60 })
  const { socket, received, closed } = open()
  socket.write('POST /voice HTTP/1.1\r\nHost: a\r\n')
  await closed
  expect(received()).toMatch(/^HTTP\/1\.1 408 /)
})

test('callerIdleMs: a body that stops arriving gets 408, whoever sends it, and the app sees no whole request', async () => {
  const { app, open, events } = await start({ callerIdleMs: 60 })
  for (const fields of ['', 'X-Twilio-Signature: x\r\n']) {
    const { socket, received } = open()
    socket.write(`POST /voice HTTP/1.1\r\nHost: a\r\n${fields}Content-Length: 10\r\n\r\nhello`)
    await until('it is answered', () => received() !== '')
    expect(received()).toMatch(/^HTTP\/1\.1 408 /)
    expect(received()).toContain('limits.callerIdleMs')
  }
  expect(app.arrived).toHaveLength(0)
  await until('it is told', () => events.some(({ type }) => type === 'other-traffic'))
})

test('callerIdleMs: an app that takes its time is no idle caller', async () => {
  const { proxy } = await start({ callerIdleMs: 30 }, (_request, socket) => {
    setTimeout(() => socket.write(ok), 120)
    return null
  })
  expect(
    (await sendRaw(proxy.url, [Buffer.from('GET /slow HTTP/1.1\r\nHost: a\r\n\r\n')], 'GET')).statusLine,
  ).toBe('HTTP/1.1 200 OK')
})

test.each([
  ['an answer', 'HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n', Buffer.alloc(64 * 1024, 'x')],
  ['informational answers', '', Buffer.from(`HTTP/1.1 103 Early Hints\r\nLink: ${'x'.repeat(1000)}\r\n\r\n`)],
])(
  'callerIdleMs: a caller that does not read %s is cut, and what waits for it is bounded',
  async (_what, head, part) => {
    let written = 0
    let gone = false
    const { open } = await start({ callerIdleMs: 150 }, (_request, socket) => {
      socket.write(head)
      const more = (): void => {
        do written += part.length
        while (written < 500_000_000 && socket.write(part))
      }
      socket.on('drain', more)
      socket.on('close', () => {
        gone = true
      })
      more()
      return null
    })
    const { socket } = open()
    socket.pause()
    socket.write('GET /flood HTTP/1.1\r\nHost: a\r\n\r\n')
    await until('the app is left', () => gone)
    // Kernel buffers on both connections, and the proxy's own.
    expect(written).toBeLessThan(60_000_000)
  },
)

test('tunnelIdleMs: a tunnel in which nothing passes is closed; one in which something does is not', async () => {
  const { open, events } = await start({ tunnelIdleMs: 200 }, (_request, socket) => {
    socket.write(switched)
    socket.on('data', (chunk) => socket.write(chunk))
    return null
  })
  const silent = open()
  const busy = open()
  silent.socket.write(upgrade)
  busy.socket.write(upgrade)
  const pings = setInterval(() => busy.socket.write('x'), 20)
  await silent.closed
  await sleep(300)
  clearInterval(pings)
  expect(busy.socket.destroyed).toBe(false)
  expect(events.filter((event) => event.type === 'upgrade' && event.state === 'closed')).toHaveLength(1)
})

test('connections: one too many is closed, it is told once, and the others go on', async () => {
  const { proxy, open, events } = await start({ connections: 2 })
  const first = open()
  const second = open()
  await Promise.all([once(first.socket, 'connect'), once(second.socket, 'connect')])
  for (const client of [first, second]) {
    client.socket.write(webhook())
    await until('it is answered', () => client.received().endsWith('ok'))
  }
  for (let index = 0; index < 3; index += 1) expect((await sendRaw(proxy.url, [webhook()])).cut).toBe(true)
  expect(
    events.filter((event) => event.type === 'warning' && event.code === 'connections-full'),
  ).toHaveLength(1)
  first.socket.destroy()
  let body = ''
  // Until the proxy has seen that there is room.
  for (let tries = 0; tries < 500 && body !== 'ok'; tries += 1) {
    await sleep(10)
    body = (await sendRaw(proxy.url, [webhook()])).body.toString()
  }
  expect(body).toBe('ok')
})

test('headerBytes: a larger head gets 431', async () => {
  const { proxy } = await start({ headerBytes: 2000 })
  const answer = await sendRaw(proxy.url, [webhook({ fields: [`X-Large: ${'x'.repeat(3000)}`] })])
  expect(answer.statusLine).toBe('HTTP/1.1 431 Request Header Fields Too Large')
})

test('keepAliveMs: a connection without a request is closed', async () => {
  const { open } = await start({ keepAliveMs: 50, callerIdleMs: 10_000 })
  const { socket, received, closed } = open()
  socket.write(webhook())
  await until('it is answered', () => received().endsWith('ok'))
  await closed
  expect(received().match(/HTTP/g)).toHaveLength(1)
})
