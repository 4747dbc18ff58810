import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-base'
import { startProxy, type Proxy, type ProxyOptions } from '@ringback/proxy'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { startMemoryStore } from './support/memory-store.ts'
import { startRawApp, type RawApp } from './support/raw-app.ts'
import { sendRaw } from './support/raw-client.ts'
import { until } from './support/until.ts'
import { webhook } from './support/webhook.ts'

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
const parentId = '00f067aa0ba902b7'
const traceparent = `00-${traceId}-${parentId}-01`
const answer = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n<Response/>')
const incoming = new URLSearchParams({
  AccountSid: 'AC00000000000000000000000000000001',
  CallSid: 'CA00000000000000000000000000000001',
  CallStatus: 'ringing',
  ApiVersion: '2010-04-01',
  Direction: 'inbound',
  From: '+14155550123',
  To: '+14155550199',
  Caller: '+14155550123',
  Called: '+14155550199',
}).toString()

const exporter = new InMemorySpanExporter()
const closers: (() => Promise<unknown>)[] = []

beforeEach(() => {
  exporter.reset()
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
  )
  propagation.setGlobalPropagator(new W3CTraceContextPropagator())
})
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
  trace.disable()
  propagation.disable()
  context.disable()
})

async function start(options: Partial<ProxyOptions> = {}): Promise<{ app: RawApp; proxy: Proxy }> {
  const app = await startRawApp(() => [answer])
  closers.push(() => app.close())
  const proxy = await startProxy({ app: app.url, ...options })
  closers.push(() => proxy.close({ drain: false }))
  return { app, proxy }
}

async function theSpan(): Promise<ReadableSpan> {
  await until('there is a span', () => exporter.getFinishedSpans().length > 0)
  const [span, ...others] = exporter.getFinishedSpans()
  if (span === undefined || others.length > 0) throw new Error('There is not one span.')
  return span
}

/** The header lines that the app got, without those of the trace. */
function linesOf(head: string): { readonly own: readonly string[]; readonly traced: readonly string[] } {
  const lines = head.split('\r\n').slice(1)
  const isTraced = (line: string): boolean => /^trace(parent|state):/i.test(line)
  return { own: lines.filter((line) => !isTraced(line)), traced: lines.filter(isTraced) }
}

describe.each([
  ['from socket to socket', true],
  ["by Node's HTTP server", false],
])('a request that is carried %s', (_how, directSockets) => {
  test('is a server span, child of the context that it came with, and the app gets the context of the span', async () => {
    const { app, proxy } = await start({ directSockets })
    const fields = [`Traceparent: ${traceparent}`, 'tracestate: a=1', 'X-A: 1']
    await sendRaw(proxy.url, [webhook({ target: '/voice?secret=1', body: incoming, fields })])
    const span = await theSpan()
    expect(span.kind).toBe(SpanKind.SERVER)
    expect(span.name).toBe('POST /voice')
    expect(span.parentSpanContext).toMatchObject({ traceId, spanId: parentId })
    expect(span.attributes).toEqual({
      'http.request.method': 'POST',
      'http.response.status_code': 200,
      'url.path': '/voice',
      'ringback.request.source': 'twilio',
      'ringback.webhook.kind': 'voice.incoming-pstn',
    })
    expect(span.status.code).toBe(SpanStatusCode.UNSET)
    const { spanId } = span.spanContext()
    const { own, traced } = linesOf(app.arrived[0]?.head ?? '')
    expect(traced).toEqual([`Traceparent: 00-${traceId}-${spanId}-01`, 'tracestate: a=1'])
    expect(own).toContain('X-A: 1')
  })

  test('begins a trace where it came without a context, and nothing else of it changes', async () => {
    const { app, proxy } = await start({ directSockets })
    const request = webhook({ body: incoming })
    await sendRaw(proxy.url, [request])
    const span = await theSpan()
    trace.disable()
    propagation.disable()
    const without = await start({ directSockets })
    await sendRaw(without.proxy.url, [request])
    const { traceId: own, spanId } = span.spanContext()
    const traced = linesOf(app.arrived[0]?.head ?? '')
    expect(traced.traced).toEqual([`traceparent: 00-${own}-${spanId}-01`])
    expect(traced.own).toEqual(linesOf(without.app.arrived[0]?.head ?? '').own)
    expect(linesOf(without.app.arrived[0]?.head ?? '').traced).toEqual([])
    expect(app.arrived[0]?.body).toEqual(without.app.arrived[0]?.body)
  })

  test('that the app does not answer is an error', async () => {
    const { app, proxy } = await start({ directSockets })
    await app.close()
    await sendRaw(proxy.url, [webhook({ body: incoming })])
    const span = await theSpan()
    expect(span.status.code).toBe(SpanStatusCode.ERROR)
    expect(span.attributes).toMatchObject({
      'http.response.status_code': 502,
      'error.type': 'app-down',
      'ringback.twilio.debugger_code': expect.any(Number),
    })
  })

  test('that is refused is a span of its own source, without a kind', async () => {
    const { proxy } = await start({
      directSockets,
      signature: 'require',
      authToken: 'token',
      publicUrl: 'https://voice.example.com',
      store: startMemoryStore(),
      redact: 'off',
    })
    await sendRaw(proxy.url, [webhook({ body: incoming })])
    const { attributes } = await theSpan()
    expect(attributes).toMatchObject({
      'http.response.status_code': 403,
      'ringback.request.source': 'refused',
      'error.type': 'signature-missing',
    })
    expect(attributes).not.toHaveProperty('ringback.webhook.kind')
  })

  test('tells neither numbers, SIDs, queries nor paths that may hold them', async () => {
    const { proxy } = await start({ directSockets })
    const secrets = [
      'AC00000000000000000000000000000001',
      'CA0000',
      '4155550123',
      '4155550199',
      'hunter2',
      'MyPath',
    ]
    for (const target of [
      '/customers/4155550123',
      '/CA00000000000000000000000000000001',
      '/MyPath/hunter2?a=hunter2',
    ]) {
      await sendRaw(proxy.url, [webhook({ target, body: incoming, fields: ['X-Twilio-Signature: hunter2'] })])
    }
    await until('there are spans', () => exporter.getFinishedSpans().length === 3)
    const told = exporter
      .getFinishedSpans()
      .map(({ name, attributes, events, status }) => JSON.stringify({ name, attributes, events, status }))
      .join('\n')
    for (const secret of secrets) expect(told).not.toContain(secret)
  })
})

test('a WebSocket has a span up to its opening, and the app gets its context', async () => {
  const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1', path: '/media' })
  const traced: (string | string[] | undefined)[] = []
  sockets.on('connection', (_socket, request) => traced.push(request.headers.traceparent))
  await new Promise((resolve) => {
    sockets.once('listening', resolve)
  })
  const address = sockets.address()
  if (address === null || typeof address === 'string') throw new Error('It listens on a port.')
  const proxy = await startProxy({ app: `http://127.0.0.1:${address.port}` })
  closers.push(async () => {
    await proxy.close({ drain: false })
    for (const client of sockets.clients) client.terminate()
    sockets.close()
  })
  const socket = new WebSocket(`${proxy.url.replace('http', 'ws')}/media`, { headers: { traceparent } })
  await new Promise((resolve) => {
    socket.once('open', resolve)
  })
  const span = await theSpan()
  expect(span.name).toBe('GET /media')
  expect(span.attributes['http.response.status_code']).toBe(101)
  expect(span.status.code).toBe(SpanStatusCode.UNSET)
  expect(traced).toEqual([`00-${traceId}-${span.spanContext().spanId}-01`])
  socket.terminate()
})

test('an SDK that fails breaks no call', async () => {
  trace.disable()
  trace.setGlobalTracerProvider({
    getTracer: () => ({
      startSpan() {
        throw new Error('broken')
      },
      startActiveSpan() {
        throw new Error('broken')
      },
    }),
  })
  const { proxy } = await start()
  const { statusLine } = await sendRaw(proxy.url, [webhook({ body: incoming })])
  expect(statusLine).toBe('HTTP/1.1 200 OK')
})

test('without an SDK the API is not loaded', () => {
  const script = `
    import { registerHooks } from 'node:module'
    const asked = []
    registerHooks({ resolve: (name, context, next) => { asked.push(name); return next(name, context) } })
    const { startProxy } = await import('@ringback/proxy')
    const proxy = await startProxy({ app: 'http://127.0.0.1:9' })
    await proxy.close({ drain: false })
    console.log(asked.includes('@ringback/proxy'), asked.filter((name) => name.includes('opentelemetry')).length)
  `
  const run = ['--conditions=ringback:source', '--input-type=module', '--eval', script]
  const printed = execFileSync(process.execPath, run, { cwd: join(import.meta.dirname, '..') })
  expect(printed.toString().trim()).toBe('true 0')
})
