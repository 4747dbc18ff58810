import { createServer, type IncomingMessage } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import * as fc from 'fast-check'
import type { Proxy, ProxyEvent } from '@ringback/proxy'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { startRawApp } from './support/raw-app.ts'
import { sendRaw } from './support/raw-client.ts'
import { startProxy } from './support/start-proxy.ts'
import { until } from './support/until.ts'

const upgradeFields = [
  'Host: voice.example.com',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
]

function noted(proxy: Proxy): ProxyEvent[] {
  const events: ProxyEvent[] = []
  void (async () => {
    for await (const event of proxy.events) events.push(event)
  })()
  return events
}

describe('WebSocket upgrades', () => {
  let requests: IncomingMessage[]
  let url: string
  let proxy: Proxy
  let events: ProxyEvent[]
  let stop: () => Promise<void>

  beforeEach(async () => {
    requests = []
    const server = createServer((_request, response) => {
      response.end('plain')
    })
    const sockets = new WebSocketServer({ server, path: '/media' })
    sockets.on('connection', (socket, request) => {
      requests.push(request)
      socket.on('error', () => undefined)
      socket.on('message', (data, binary) => {
        socket.send(data, { binary })
      })
    })
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    proxy = await startProxy({ app: url })
    events = noted(proxy)
    stop = async () => {
      await proxy.close({ drain: false })
      for (const client of sockets.clients) client.terminate()
      await new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      })
    }
  })
  afterEach(() => stop())

  const open = async (path: string): Promise<WebSocket> => {
    const socket = new WebSocket(proxy.url.replace('http', 'ws') + path)
    socket.on('error', () => undefined)
    await new Promise((resolve) => {
      socket.once('open', resolve)
      socket.once('close', resolve)
    })
    return socket
  }

  test('messages pass in both directions, and the tunnel is noted', async () => {
    const socket = await open('/media?name=a&b=%2F')
    const received: unknown[] = []
    socket.on('message', (data: Buffer, binary) => received.push(binary ? data : data.toString()))
    socket.send('{"event":"connected"}')
    socket.send(Buffer.from([0, 255, 1]))
    await until('both messages are back', () => received.length === 2)
    expect(received).toEqual(['{"event":"connected"}', Buffer.from([0, 255, 1])])
    expect(requests[0]?.url).toBe('/media?name=a&b=%2F')
    expect(requests[0]?.headers['x-forwarded-for']).toBe('127.0.0.1')
    socket.close()
    await until('the end is noted', () =>
      events.some((event) => event.type === 'upgrade' && event.state === 'closed'),
    )
    expect(events.filter((event) => event.type === 'upgrade')).toMatchObject([
      { state: 'opened', path: '/media', problem: null },
      { state: 'closed', path: '/media', problem: null },
    ])
    expect(proxy.counts.upgrades).toBe(1)
  })

  test('an app that refuses the upgrade is heard', async () => {
    const answer = await sendRaw(
      proxy.url,
      [Buffer.from(['GET /other HTTP/1.1', ...upgradeFields, '', ''].join('\r\n'))],
      'GET',
    )
    expect(answer.statusLine).toBe('HTTP/1.1 400 Bad Request')
    expect(events).toContainEqual(expect.objectContaining({ type: 'upgrade', state: 'refused' }))
  })

  test('closing the proxy closes the tunnels', async () => {
    const socket = await open('/media')
    const closed = new Promise((resolve) => {
      socket.once('close', resolve)
    })
    expect(await proxy.close()).toMatchObject({ upgrades: 1 })
    await closed
  })

  test('an upgrade to something else is an ordinary request', async () => {
    const bytes = [
      'GET /x HTTP/1.1',
      'Host: a',
      'Connection: Upgrade, HTTP2-Settings',
      'Upgrade: h2c',
      'HTTP2-Settings: AA',
      '',
      '',
    ]
    const answer = await sendRaw(proxy.url, [Buffer.from(bytes.join('\r\n'))], 'GET')
    expect(answer.body.toString()).toBe('plain')
  })

  test('a caller that resets before the upgrade harms nobody', async () => {
    for (let index = 0; index < 5; index += 1) {
      const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1')
      socket.on('error', () => undefined)
      socket.write(['GET /media HTTP/1.1', ...upgradeFields, '', ''].join('\r\n'))
      await new Promise((resolve) => {
        setTimeout(resolve, index)
      })
      socket.resetAndDestroy()
    }
    const socket = await open('/media')
    expect(socket.readyState).toBe(WebSocket.OPEN)
    socket.terminate()
  })
})

test('an app that is down: the upgrade gets a 502', async () => {
  const app = await startRawApp(() => null)
  const proxy = await startProxy({ app: app.url })
  const events = noted(proxy)
  await app.close()
  const answer = await sendRaw(
    proxy.url,
    [Buffer.from(['GET /media HTTP/1.1', ...upgradeFields, '', ''].join('\r\n'))],
    'GET',
  )
  expect(answer.statusLine).toBe('HTTP/1.1 502 Bad Gateway')
  expect(events).toContainEqual(
    expect.objectContaining({ state: 'failed', problem: expect.objectContaining({ twilioCode: 11202 }) }),
  )
  await proxy.close()
})

test('bytes of a tunnel pass as they are, those sent along with the upgrade included', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ minLength: 1, maxLength: 5000 }), { maxLength: 8 }),
      async (parts) => {
        const app = await startRawApp((_request, socket) => {
          socket.removeAllListeners('data')
          socket.write(
            'HTTP/1.1 101 Go On\r\nX-One: 1\r\nUpgrade: websocket\r\nx-one: 2\r\nConnection: Upgrade\r\n\r\n',
          )
          socket.on('data', (chunk) => socket.write(chunk))
          return null
        })
        const proxy = await startProxy({ app: app.url })
        const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1')
        let received = Buffer.alloc(0)
        socket.on('data', (chunk) => {
          received = Buffer.concat([received, chunk])
        })
        const sent = Buffer.concat(parts)
        const target = "/a/../media//?q='x'&r=<"
        const request = [`GET ${target} HTTP/1.1`, ...upgradeFields, 'X-A: 1', 'x-b: 2', '', ''].join('\r\n')
        socket.write(Buffer.concat([Buffer.from(request), ...parts.slice(0, 1)]))
        const head =
          'HTTP/1.1 101 Switching Protocols\r\nX-One: 1\r\nX-One: 2\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'
        await until('the tunnel is open', () => received.length >= head.length)
        for (const part of parts.slice(1)) socket.write(part)
        await until('everything is back', () => received.length >= head.length + sent.length)
        expect(received.toString('latin1', 0, head.length)).toBe(head)
        expect(received.subarray(head.length).equals(sent)).toBe(true)
        expect(app.arrived[0]?.head.split('\r\n')).toEqual([
          `GET ${target} HTTP/1.1`,
          ...upgradeFields,
          'X-A: 1',
          'x-b: 2',
          'X-Forwarded-For: 127.0.0.1',
          'X-Forwarded-Proto: http',
          'X-Forwarded-Host: voice.example.com',
        ])
        socket.destroy()
        await proxy.close()
        await app.close()
      },
    ),
    { numRuns: 25 },
  )
})
