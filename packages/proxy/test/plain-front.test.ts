import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import * as fc from 'fast-check'
import type { Proxy } from '@ringback/proxy'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startRawApp, type RawApp } from './support/raw-app.ts'
import { sendRaw } from './support/raw-client.ts'
import { startProxy } from './support/start-proxy.ts'
import { until } from './support/until.ts'
import { webhook } from './support/webhook.ts'

/** How many requests Node's HTTP server has read. */
let readByNode = 0
const count = (): void => void (readByNode += 1)
let app: RawApp
let proxy: Proxy
/** How long the app thinks about a request, in turns of the event loop. */
let turns = 0

beforeAll(async () => {
  subscribe('http.server.request.start', count)
  app = await startRawApp(({ head, body }, socket) => {
    const id = /^X-Id: (.*)$/m.exec(head)?.[1] ?? ''
    const answer = Buffer.concat([
      Buffer.from(`HTTP/1.1 200 OK\r\nX-Id: ${id}\r\nContent-Length: ${body.length}\r\n\r\n`),
      body,
    ])
    void later(turns).then(() => socket.write(answer))
    return null
  })
  proxy = await startProxy({ app: app.url })
})
afterAll(async () => {
  unsubscribe('http.server.request.start', count)
  await proxy.close()
  await app.close()
})
beforeEach(() => {
  readByNode = 0
  turns = 0
})

async function later(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1)
    await new Promise((next) => {
      setImmediate(next)
    })
}

async function open(): Promise<{ readonly socket: Socket; readonly received: () => string }> {
  const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1')
  socket.setNoDelay(true)
  let received = ''
  socket.on('data', (chunk) => (received += chunk.toString('latin1')))
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return { socket, received: () => received }
}

test('a webhook as Twilio sends it does not pass the HTTP server of Node', async () => {
  for (const fields of [[], ['Connection: close'], ['Connection: keep-alive']])
    expect((await sendRaw(proxy.url, [webhook({ fields })])).statusLine).toBe('HTTP/1.1 200 OK')
  expect(readByNode).toBe(0)
})

/** Requests by their shape; `node`: those that Node's HTTP server has to read. */
const shapes = {
  plain: (id: string) => [webhook({ fields: [`X-Id: ${id}`] })],
  'without a body': (id: string) => [
    Buffer.from(`GET /voice HTTP/1.1\r\nHost: a\r\nX-Id: ${id}\r\nX-Twilio-Signature: x\r\n\r\n`),
  ],
  'node: in two pieces': (id: string) => {
    const bytes = webhook({ fields: [`X-Id: ${id}`] })
    return [bytes.subarray(0, 60), bytes.subarray(60)]
  },
  'node: chunked': (id: string) => [
    Buffer.from(
      `POST /voice HTTP/1.1\r\nHost: a\r\nX-Id: ${id}\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n`,
    ),
  ],
  'node: another method': (id: string) => [webhook({ method: 'PUT', fields: [`X-Id: ${id}`] })],
} as const

test('requests of any shape on one connection are answered in their order, the plain ones before the first other without Node', async () => {
  const shape = fc.constantFrom(...(Object.keys(shapes) as (keyof typeof shapes)[])) // The keys of the table.
  const sent = fc.record({ shape, waits: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(
      fc.array(sent, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 0, max: 3 }),
      async (requests, appTurns) => {
        readByNode = 0
        turns = appTurns
        const { socket, received } = await open()
        for (const [index, request] of requests.entries()) {
          for (const piece of shapes[request.shape](`r${index}`)) {
            socket.write(piece)
            // Pieces that are written in one turn can arrive as one.
            await later(5)
          }
          if (request.waits) await until('it is answered', () => idsIn(received()).length > index)
        }
        await until('all are answered', () => idsIn(received()).length === requests.length)
        socket.destroy()
        expect(idsIn(received())).toEqual(requests.map((_request, index) => `r${index}`))
        const other = requests.findIndex(({ shape: name }) => name.startsWith('node:'))
        const mostPlain = other < 0 ? requests.length : other
        // Two that arrive together are read by Node, and so is what follows.
        const most = requests.every(({ waits }) => waits) ? requests.length - mostPlain : requests.length
        expect(readByNode).toBeGreaterThanOrEqual(requests.length - mostPlain)
        expect(readByNode).toBeLessThanOrEqual(most)
      },
    ),
    { numRuns: 100 },
  )
})

function idsIn(received: string): string[] {
  return [...received.matchAll(/^X-Id: (.*)\r$/gm)].map(([, id = '']) => id)
}

test('a long answer reaches a caller that reads slowly whole, and the app waits meanwhile', async () => {
  const long = Buffer.alloc(20_000_000, 'x')
  const slow = await startRawApp(() => [
    Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${long.length}\r\n\r\n`),
    long,
  ])
  const between = await startProxy({ app: slow.url })
  const socket = connect(Number(new URL(between.url).port), '127.0.0.1')
  let bytes = 0
  socket.on('data', (chunk) => {
    bytes += chunk.length
    socket.pause()
    setImmediate(() => socket.resume())
  })
  socket.write(webhook())
  await until('the whole answer is there', () => bytes > long.length)
  socket.destroy()
  await between.close()
  await slow.close()
  expect(readByNode).toBe(0)
})

test('a caller that goes away before the answer takes its request to the app down', async () => {
  turns = 1_000_000
  const { socket } = await open()
  socket.write(webhook())
  await until('it is in flight', () => proxy.counts.inFlight === 1)
  socket.destroy()
  await until('it is given up', () => proxy.counts.inFlight === 0)
  expect(readByNode).toBe(0)
})
