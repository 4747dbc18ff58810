import {
  durationBuckets,
  requestPlace,
  type Proxy,
  type ProxyOptions,
  type StatusClass,
  type TrafficMethod,
  type TrafficSource,
} from '@ringback/proxy'
import * as fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { startMemoryStore } from './support/memory-store.ts'
import { startRawApp } from './support/raw-app.ts'
import { sendRaw } from './support/raw-client.ts'
import { startProxy } from './support/start-proxy.ts'
import { until } from './support/until.ts'
import { webhook } from './support/webhook.ts'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function start(status: number, options: Partial<ProxyOptions> = {}): Promise<Proxy> {
  const app = await startRawApp(() => [Buffer.from(`HTTP/1.1 ${status} X\r\nContent-Length: 0\r\n\r\n`)])
  closers.push(() => app.close())
  const proxy = await startProxy({ app: app.url, store: startMemoryStore(), redact: 'off', ...options })
  closers.push(() => proxy.close({ drain: false }))
  return proxy
}

function passed(proxy: Proxy, source: TrafficSource, method: TrafficMethod, status: StatusClass): number {
  return proxy.traffic.requests[requestPlace(source, method, status)] ?? 0
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)

describe.each([true, false])('the traffic of a proxy (directSockets %s)', (directSockets) => {
  test('counts each request once: by whose it is, method, and class of the status', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(200, 302, 404, 503),
        fc.array(fc.constantFrom('twilio', 'other', 'odd'), { minLength: 1, maxLength: 6 }),
        async (status, sent) => {
          const proxy = await start(status, { directSockets })
          for (const each of sent) {
            if (each === 'twilio') await sendRaw(proxy.url, [webhook()])
            else {
              const method = each === 'odd' ? 'PROPFIND' : 'GET'
              await sendRaw(proxy.url, [Buffer.from(`${method} /x HTTP/1.1\r\nHost: a\r\n\r\n`)], method)
            }
          }
          await until('all are through', () => sum(proxy.traffic.requests) === sent.length)
          const count = (what: string): number => sent.filter((each) => each === what).length
          const statusClass = `${Math.floor(status / 100)}xx` as StatusClass
          expect(passed(proxy, 'twilio', 'POST', statusClass)).toBe(count('twilio'))
          expect(passed(proxy, 'other', 'GET', statusClass)).toBe(count('other'))
          const { twilio, other, refused } = proxy.traffic.durations
          expect(sum(twilio.counts)).toBe(count('twilio'))
          expect(sum(other.counts)).toBe(sent.length - count('twilio'))
          expect(sum(refused.counts)).toBe(0)
          expect(twilio.counts).toHaveLength(durationBuckets.length + 1)
          expect(proxy.traffic.verdicts.unchecked).toBe(count('twilio'))
        },
      ),
      { numRuns: 15 },
    )
  })

  test('counts what a caller got when the app fails, and why', async () => {
    const app = await startRawApp((_request, socket) => {
      socket.destroy()
      return null
    })
    closers.push(() => app.close())
    const proxy = await startProxy({ app: app.url, store: startMemoryStore(), redact: 'off', directSockets })
    closers.push(() => proxy.close({ drain: false }))
    await sendRaw(proxy.url, [webhook()])
    await app.close()
    await sendRaw(proxy.url, [webhook()])
    await until('both are through', () => sum(proxy.traffic.requests) === 2)
    expect(passed(proxy, 'twilio', 'POST', '5xx')).toBe(2)
    expect(proxy.traffic.upstreamErrors).toMatchObject({ 'app-hung-up': 1, 'app-down': 1, 'app-timeout': 0 })
  })

  test('counts what is refused by itself, with its verdict', async () => {
    const proxy = await start(200, {
      directSockets,
      signature: 'require',
      authToken: 'token',
      publicUrl: 'https://voice.example.com',
    })
    await sendRaw(proxy.url, [webhook()])
    await sendRaw(proxy.url, [webhook({ fields: ['X-Twilio-Signature: x'] })])
    await until('both are through', () => sum(proxy.traffic.requests) === 2)
    expect(passed(proxy, 'refused', 'POST', '4xx')).toBe(2)
    expect(proxy.traffic.verdicts.missing + proxy.traffic.verdicts.invalid).toBe(1)
  })

  test('knows the kind of what is recorded, and why something is not', async () => {
    let isBroken = false
    const store = startMemoryStore(async () => {
      if (isBroken) throw new Error('broken')
    })
    const app = await startRawApp(() => [Buffer.from('HTTP/1.1 200 X\r\nContent-Length: 0\r\n\r\n')])
    closers.push(() => app.close())
    const proxy = await startProxy({ app: app.url, store, redact: 'off', directSockets })
    closers.push(() => proxy.close({ drain: false }))
    const recorded = (): number => sum(Object.values(proxy.traffic.recorded))
    await sendRaw(proxy.url, [webhook()])
    await until('it is recorded', () => recorded() === 1)
    expect(Object.keys(proxy.traffic.recorded)).toEqual([expect.stringMatching(/^[a-z.-]+ POST 2xx$/)])
    isBroken = true
    await sendRaw(proxy.url, [webhook()])
    await until('it is not recorded', () => proxy.counts.notRecorded === 1)
    expect(proxy.traffic.notRecorded['store-failed']).toBe(1)
    expect(proxy.traffic.storeFailures).toBe(1)
  })
})
