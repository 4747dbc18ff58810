import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { startProxy, type UpstreamTls } from '@ringback/proxy'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { certificate } from './support/certificate.ts'
import { startMemoryStore } from './support/memory-store.ts'
import { sendRaw } from './support/raw-client.ts'
import { until } from './support/until.ts'
import { webhook } from './support/webhook.ts'

const app = createServer(certificate, (request, response) => {
  request.resume()
  request.on('end', () => response.end(`${request.method} ${request.headers.host}`))
})
new WebSocketServer({ server: app }).on('connection', (socket) => {
  socket.send('hello')
})
let target: string

beforeAll(async () => {
  app.listen(0, '127.0.0.1')
  await once(app, 'listening')
  target = `https://127.0.0.1:${(app.address() as AddressInfo).port}`
})
afterAll(async () => {
  app.close()
  app.closeAllConnections()
  await once(app, 'close')
})

async function send(url: string, tls: UpstreamTls) {
  const store = startMemoryStore()
  const proxy = await startProxy({ app: url, tls, store, redact: 'off' })
  const answers = [await sendRaw(proxy.url, [webhook()]), await sendRaw(proxy.url, [webhook()])]
  await proxy.close()
  return { answers, problem: store.exchanges[0]?.problem }
}

test('an https upstream whose certificate is trusted', async () => {
  const { answers } = await send(target, { ca: certificate.cert })
  expect(answers.map(({ body }) => body.toString())).toEqual([
    'POST voice.example.com',
    'POST voice.example.com',
  ])
})

test('a certificate that is not checked', async () => {
  expect((await send(target, { rejectUnauthorized: false })).answers[0]?.statusLine).toBe('HTTP/1.1 200 OK')
})

test.each<[string, UpstreamTls, number]>([
  ['is not trusted', {}, 11237],
  ['is for another host', { ca: certificate.cert, servername: 'other.example.com' }, 11235],
])('a certificate that %s', async (_what, tls, twilioCode) => {
  const { answers, problem } = await send(target, tls)
  expect(answers[0]?.statusLine).toBe('HTTP/1.1 502 Bad Gateway')
  expect(problem).toMatchObject({ code: 'app-down', twilioCode })
})

test('an https upstream that speaks plain http', async () => {
  const plain = createHttpServer()
  plain.listen(0, '127.0.0.1')
  await once(plain, 'listening')
  const url = `https://127.0.0.1:${(plain.address() as AddressInfo).port}`
  const { answers, problem } = await send(url, {})
  expect(answers[0]?.statusLine).toBe('HTTP/1.1 502 Bad Gateway')
  expect(problem).toMatchObject({ code: 'app-down', twilioCode: 11220 })
  plain.close()
  await once(plain, 'close')
})

test('an upgrade over TLS', async () => {
  const proxy = await startProxy({ app: target, tls: { ca: certificate.cert } })
  const socket = new WebSocket(proxy.url.replace('http', 'ws'), { headers: { Host: 'voice.example.com' } })
  socket.on('error', () => undefined)
  const received: string[] = []
  socket.on('message', (data: Buffer) => received.push(data.toString()))
  await until('the app has spoken', () => received.length === 1)
  expect(received).toEqual(['hello'])
  socket.terminate()
  await proxy.close()
})
