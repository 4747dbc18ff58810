import * as fc from 'fast-check'
import type { Proxy } from '@ringback/proxy'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answers, fieldsOf, piecesOf, requests, trailersOf, type Message } from './support/messages.ts'
import { startMemoryStore } from './support/memory-store.ts'
import { startRawApp, type RawApp } from './support/raw-app.ts'
import { sendRaw } from './support/raw-client.ts'
import { startProxy } from './support/start-proxy.ts'

/** How many exchanges in each direction, with recording off and on. RINGBACK_BYTES_RUNS=2500 for 10,000 in all. */
const runs = { numRuns: Number(process.env.RINGBACK_BYTES_RUNS ?? 60) }
const plainAnswer = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')

/** Both while recording and while not, since recording must not touch what passes. */
describe.each(['off', 'on'] as const)('bytes with recording %s', (recording) => {
  let answer: readonly Buffer[] = [plainAnswer]
  let closes = false
  let app: RawApp
  let proxy: Proxy

  beforeAll(async () => {
    app = await startRawApp((_request, socket) => {
      const parts = answer
      const end = closes
      void (async () => {
        for (const part of parts) {
          socket.write(part)
          await new Promise((next) => {
            setImmediate(next)
          })
        }
        if (end) socket.end()
      })()
      return null
    })
    proxy = await startProxy({
      app: app.url,
      ...(recording === 'on' && { store: startMemoryStore(), redact: 'off' }),
    })
  })

  afterAll(async () => {
    await proxy.close()
    await app.close()
  })

  const marked = (request: Message): Message =>
    recording === 'on' ? { ...request, headers: [...request.headers, ['X-Twilio-Signature', 'x']] } : request

  test('what the app receives is what was sent', async () => {
    await fc.assert(
      fc.asyncProperty(requests, async (sent) => {
        answer = [plainAnswer]
        closes = false
        app.arrived.length = 0
        const request = marked(sent)
        const back = await sendRaw(proxy.url, piecesOf(request), sent.method)
        expect(back.statusLine).toBe('HTTP/1.1 200 OK')
        expect(app.arrived).toHaveLength(1)
        const [arrived] = app.arrived
        expect(arrived?.head.split('\r\n')).toEqual([
          request.firstLine,
          ...fieldsOf(request),
          'X-Forwarded-For: 127.0.0.1',
          'X-Forwarded-Proto: http',
          'X-Forwarded-Host: voice.example.com',
        ])
        expect(arrived?.body.equals(request.body)).toBe(true)
        expect(arrived?.trailers).toBe(trailersOf(request))
      }),
      runs,
    )
  })

  test('what the caller receives is what the app answered', async () => {
    await fc.assert(
      fc.asyncProperty(answers, async (given) => {
        answer = piecesOf(given)
        closes = given.framing === 'close'
        const request = marked({
          firstLine: 'POST /voice HTTP/1.1',
          headers: [['Host', 'voice.example.com']],
          body: Buffer.alloc(0),
          trailers: [],
          framing: 'length',
          chunks: [1],
          cuts: [],
        })
        const back = await sendRaw(proxy.url, piecesOf(request))
        expect(back.head.split('\r\n')).toEqual([given.firstLine, ...fieldsOf(given)])
        expect(back.body.equals(given.body)).toBe(true)
        expect(back.trailers).toBe(trailersOf(given))
        expect(back.cut).toBe(false)
      }),
      runs,
    )
  })
})
