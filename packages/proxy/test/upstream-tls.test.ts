import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:https'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { failureCode } from '@ringback/catalog'
import type { UpstreamTls } from '@ringback/proxy'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { certificate } from './support/certificate.ts'
import { startMemoryStore } from './support/memory-store.ts'
import { startRawApp } from './support/raw-app.ts'
import { sendRaw } from './support/raw-client.ts'
import { startProxy } from './support/start-proxy.ts'
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
  expect(problem).toMatchObject({ code: 'app-tls', twilioCode })
  expect(problem?.message).not.toContain('running on that port')
})

test('an https upstream that speaks plain http', async () => {
  const plain = createHttpServer()
  plain.listen(0, '127.0.0.1')
  await once(plain, 'listening')
  const url = `https://127.0.0.1:${(plain.address() as AddressInfo).port}`
  const { answers, problem } = await send(url, {})
  expect(answers[0]?.statusLine).toBe('HTTP/1.1 502 Bad Gateway')
  expect(problem).toMatchObject({
    code: 'app-tls',
    twilioCode: 11220,
    message: `No TLS connection to the app at ${url}: It does not answer in TLS. If it speaks plain http, write http:// in its URL.`,
  })
  plain.close()
  await once(plain, 'close')
})

test('an http upstream that speaks TLS, with and without a TLS alert', async () => {
  const { answers, problem } = await send(target.replace('https', 'http'), {})
  expect(answers[0]?.statusLine).toBe('HTTP/1.1 502 Bad Gateway')
  expect(problem?.message).toBe(
    `The app at ${target.replace('https', 'http')} closed the connection without answering. If it speaks https, write https:// in its URL.`,
  )
  const alerting = await startRawApp(() => [Buffer.from([0x15, 3, 3, 0, 2, 2, 70])])
  const alerted = await send(alerting.url, {})
  await alerting.close()
  expect(alerted.problem).toMatchObject({
    code: 'answer-malformed',
    message: expect.stringContaining('https://'),
  })
})

test('a TLS handshake that does not end is a connection timeout', async () => {
  const silent = createTcpServer((socket) => socket.resume()).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const store = startMemoryStore()
  const { port } = silent.address() as AddressInfo
  const limits = { connectTimeoutMs: 50 }
  const proxy = await startProxy({ app: `https://127.0.0.1:${port}`, store, redact: 'off', limits })
  expect((await sendRaw(proxy.url, [webhook()])).statusLine).toBe('HTTP/1.1 502 Bad Gateway')
  await proxy.close()
  expect(store.exchanges[0]?.problem).toMatchObject({
    code: 'app-tls',
    twilioCode: failureCode('connect-timeout'),
    message: expect.stringContaining('within 0.05 s (limits.connectTimeoutMs)'),
  })
  silent.close()
})

/** The problem that is told of an upgrade to an app. */
async function problemOfUpgrade(
  url: string,
): Promise<{ readonly code: string; readonly message: string } | null> {
  const proxy = await startProxy({ app: url, limits: { connectTimeoutMs: 200 } })
  const socket = new WebSocket(proxy.url.replace('http', 'ws'), { headers: { Host: 'voice.example.com' } })
  socket.on('error', () => undefined)
  await new Promise((resolve) => void socket.on('close', resolve))
  await proxy.close()
  for await (const event of proxy.events) if (event.type === 'upgrade') return event.problem
  return null
}

test('an upgrade that fails says how far it came', async () => {
  expect(await problemOfUpgrade(target)).toMatchObject({ code: 'app-tls', twilioCode: 11237 })
  const hungUp = await startRawApp((_request, socket) => {
    socket.destroy()
    return null
  })
  expect(await problemOfUpgrade(hungUp.url)).toMatchObject({ code: 'app-hung-up' })
  expect(await problemOfUpgrade(hungUp.url.replace('http', 'https'))).toMatchObject({
    code: 'app-tls',
    twilioCode: failureCode('connect-timeout'),
  })
  await hungUp.close()
  expect(await problemOfUpgrade(hungUp.url)).toMatchObject({ code: 'app-down', twilioCode: 11202 })
  const noHttp = await startRawApp(() => [Buffer.from('SSH-2.0-x\r\n')])
  expect(await problemOfUpgrade(noHttp.url)).toMatchObject({ code: 'answer-malformed', twilioCode: 11206 })
  await noHttp.close()
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
