import {
  appTransport,
  createTwilioClient,
  fetchTransport,
  httpTransport,
  listenerTransport,
} from '@ringback/twilio-client/node'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import express from 'express'
import fastify from 'fastify'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import {
  lawListener,
  transportLaws,
  type LawAnswer,
  type LawApp,
  type OpenTransport,
} from './transport-laws.ts'

const done = (): Promise<void> => Promise.resolve()

transportLaws('http', async (app) => {
  let dropped = false
  const server = http.createServer(lawListener(app, () => (dropped = true)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    transport: httpTransport(),
    upstreamUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    wasDropped: () => dropped,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
})

transportLaws('node listener', (app) => {
  let dropped = false
  const transport = listenerTransport(lawListener(app, () => (dropped = true)))
  return Promise.resolve({ transport, wasDropped: () => dropped, close: done })
})

transportLaws('http.Server', (app) => {
  let dropped = false
  const transport = appTransport(http.createServer(lawListener(app, () => (dropped = true))))
  return Promise.resolve({ transport, wasDropped: () => dropped, close: done })
})

transportLaws('express', (app) => {
  let dropped = false
  const shop = express()
  shop.use(express.text({ type: () => true }))
  shop.use((request, response) => {
    response.on('close', () => {
      if (!response.writableFinished) dropped = true
    })
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    )
    const body = typeof request.body === 'string' ? request.body : ''
    const result = app({ method: request.method, url: request.originalUrl, headers, body })
    if (result === 'never') return
    if (result === 'endless') {
      response.type('text/xml')
      endless().pipe(response)
      return
    }
    response
      .status(result.status)
      .set(result.headers as Record<string, string | string[]>)
      .send(result.body)
  })
  return Promise.resolve({ transport: appTransport(shop), wasDropped: () => dropped, close: done })
})

transportLaws('fastify', (app) => {
  let dropped = false
  const shop = fastify()
  shop.removeAllContentTypeParsers()
  shop.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, next) => next(null, body))
  shop.all('/*', (request, reply) => {
    reply.raw.on('close', () => {
      if (!reply.raw.writableFinished) dropped = true
    })
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    )
    const body = typeof request.body === 'string' ? request.body : ''
    const result = app({ method: request.method, url: request.url, headers, body })
    if (result === 'never') return
    if (result === 'endless') return reply.type('text/xml').send(endless())
    return reply
      .status(result.status)
      .headers(result.headers as Record<string, string | string[]>)
      .send(result.body)
  })
  return Promise.resolve({
    transport: appTransport(shop),
    wasDropped: () => dropped,
    close: async () => await shop.close(),
  })
})

transportLaws('fetch handler', (app) => {
  const state = { dropped: false }
  const transport = fetchTransport((request) => fetchAnswer(app, request, state))
  return Promise.resolve({ transport, wasDropped: () => state.dropped, close: done })
})

transportLaws('hono', (app): Promise<OpenTransport> => {
  const state = { dropped: false }
  const shop = new Hono()
  shop.all('/*', (context) => fetchAnswer(app, context.req.raw, state))
  return Promise.resolve({ transport: appTransport(shop), wasDropped: () => state.dropped, close: done })
})

function endless(): Readable {
  return new Readable({
    read() {
      this.push('x'.repeat(10_000))
    },
  })
}

async function fetchAnswer(app: LawApp, request: Request, state: { dropped: boolean }): Promise<Response> {
  request.signal.addEventListener('abort', () => (state.dropped = true))
  const url = new URL(request.url)
  const result = app({
    method: request.method,
    url: url.pathname + url.search,
    headers: Object.fromEntries(request.headers),
    body: await request.text(),
  })
  if (result === 'never') return new Promise(() => {})
  if (result === 'endless')
    return new Response(endlessStream(state), { headers: { 'Content-Type': 'text/xml' } })
  return new Response(result.body === '' ? null : result.body, {
    status: result.status,
    headers: headersOf(result),
  })
}

function headersOf({ headers }: LawAnswer): [string, string][] {
  return Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map((value): [string, string] => [name, value]),
  )
}

function endlessStream(state: { dropped: boolean }): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array(10_000).fill(120)),
    cancel: () => void (state.dropped = true),
  })
}

test('closing the HTTP transport drops what is under way', async () => {
  const server = http.createServer(() => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/voice`
  const transport = httpTransport()
  const client = createTwilioClient({ authToken: 'a-token', transport })
  const asked = new Promise((resolve) => server.once('request', resolve))
  const outcome = client.send({
    kind: 'voice.incoming-pstn',
    method: 'POST',
    url,
    parameters: [],
    expects: 'twiml',
  })
  await asked
  await transport.close()
  expect((await outcome).problem).toMatchObject({ message: expect.stringContaining('closed') as string })
  server.close()
})
