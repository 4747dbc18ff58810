import * as fc from 'fast-check'
import {
  ProxyOptionsError,
  startProxy as startPlain,
  type Proxy,
  type ProxyEvent,
  type ProxyOptions,
} from '@ringback/proxy'
import { encodeForm } from '@ringback/catalog'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSelection, identityOf } from '../../src/selection/selection.ts'
import { shareOf } from '../../src/selection/share-of.ts'
import { startMemoryStore } from '../support/memory-store.ts'
import { startRawApp, type RawApp } from '../support/raw-app.ts'
import { sendRaw } from '../support/raw-client.ts'
import { front, startProxy } from '../support/start-proxy.ts'
import { until } from '../support/until.ts'
import { webhook } from '../support/webhook.ts'

const sid = (prefix: string) =>
  fc
    .string({ unit: fc.constantFrom(...'0123456789abcdef'.split('')), minLength: 32, maxLength: 32 })
    .map((hex) => prefix + hex)

const requestOf = (values: Readonly<Record<string, string>>, url = 'https://voice.example.com/voice') => ({
  method: 'POST',
  url,
  body: Buffer.from(encodeForm(Object.entries(values))),
})

describe('which calls are in a sample', () => {
  test('a share of texts that differ falls below that share', () => {
    const shares = Array.from({ length: 20_000 }, (_, index) =>
      shareOf(`CA${index.toString(16).padStart(32, '0')}`),
    )
    for (const share of [0.01, 0.1, 0.5, 0.9]) {
      const below = shares.filter((each) => each < share).length / shares.length
      expect(Math.abs(below - share)).toBeLessThan(0.01)
    }
  })

  test('a text falls where it does in every version: replicas may run different ones', () => {
    // As computed by another program.
    expect(shareOf('CA00000000000000000000000000000001') * 2 ** 32).toBe(2033026715)
    expect(shareOf('') * 2 ** 32).toBe(2872998923)
  })

  test('a larger sample holds the smaller one, 0 holds nothing and 1 everything', () => {
    fc.assert(
      fc.property(
        sid('CA'),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (call, a, b) => {
          const request = requestOf({ AccountSid: 'AC1', CallSid: call })
          const includes = (sample: number): boolean =>
            createSelection({ sample, only: undefined })?.includes(request) ?? true
          expect(includes(0)).toBe(false)
          expect(includes(1)).toBe(true)
          expect(!includes(Math.min(a, b)) || includes(Math.max(a, b))).toBe(true)
        },
      ),
    )
  })

  test('every leg whose parent is named goes with its parent, whatever else the webhook says', () => {
    fc.assert(
      fc.property(
        sid('CA'),
        sid('CA'),
        fc.constantFrom('', '/voice', '/a?x=1'),
        fc.dictionary(fc.constantFrom('a', 'b', 'To'), fc.string()),
        (parent, child, path, more) => {
          const ofParent = identityOf(requestOf({ CallSid: parent, Digits: '1' }))
          const ofChild = identityOf(
            requestOf({ ...more, CallSid: child, ParentCallSid: parent }, `https://a.example${path}`),
          )
          expect(ofChild).toBe(ofParent)
          const inQuery = identityOf({ url: `https://a.example/?CallSid=${parent}`, body: Buffer.alloc(0) })
          expect(inQuery).toBe(ofParent)
        },
      ),
    )
  })

  test.each([
    [{ ConferenceSid: 'CF1', StatusCallbackEvent: 'conference-end' }, 'CF1'],
    [{ CallSid: '', RecordingSid: 'RE1' }, 'RE1'],
    [{ CallSid: 'CA1', ConferenceSid: 'CF1' }, 'CA1'],
  ])('%j belongs to %s', (values, identity) => {
    expect(identityOf(requestOf(values))).toBe(identity)
  })

  test('a webhook without any SID is its own, and the same when it is sent again', () => {
    const request = { url: 'https://a.example/events', body: Buffer.from('{"type":"x"}') }
    expect(identityOf(request)).toBe(identityOf({ ...request }))
    expect(identityOf(request)).not.toBe(identityOf({ ...request, body: Buffer.from('{"type":"y"}') }))
  })
})

test('of kinds, what is too long to be looked at is recorded, and what the catalog does not know is not', () => {
  const selection = createSelection({ sample: 1, only: ['gather.action'] })
  expect(selection?.includes(requestOf({ CallSid: 'CA1', Digits: '1', x: 'x'.repeat(20_000) }))).toBe(true)
  expect(selection?.includes(requestOf({ colour: 'red' }))).toBe(false)
})

describe.each(['sockets', 'node'] as const)('a proxy that records some, with the front of %s', (by) => {
  const closers: (() => Promise<unknown>)[] = []
  let app: RawApp
  beforeEach(async () => {
    front.by = by
    app = await startRawApp(() => [Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n<Response/>')])
    closers.push(() => app.close())
  })
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close()
  })

  async function start(options: Partial<ProxyOptions>): Promise<{
    readonly proxy: Proxy
    readonly store: ReturnType<typeof startMemoryStore>
    readonly events: readonly ProxyEvent[]
  }> {
    const store = startMemoryStore()
    const proxy = await startProxy({ app: app.url, store, redact: 'off', ...options })
    closers.push(() => proxy.close({ drain: false }))
    const events: ProxyEvent[] = []
    void (async () => {
      for await (const event of proxy.events) events.push(event)
    })()
    return { proxy, store, events }
  }

  const callSid = (index: number): string => `CA${index.toString(16).padStart(32, '0')}`
  const ofCall = (index: number, more: Readonly<Record<string, string>> = {}): Buffer =>
    webhook({ body: encodeForm(Object.entries({ AccountSid: 'AC1', CallSid: callSid(index), ...more })) })

  test('two proxies record the same calls, each as a whole, forward everything and lose nothing', async () => {
    const [one, two] = await Promise.all([start({ sample: 0.5 }), start({ sample: 0.5 })])
    const calls = 40
    for (let index = 0; index < calls; index += 1) {
      await sendRaw(one.proxy.url, [ofCall(index)])
      await sendRaw(two.proxy.url, [ofCall(index, { Digits: '1' })])
      // The leg that the call dials.
      await sendRaw(two.proxy.url, [ofCall(index + 1000, { ParentCallSid: callSid(index) })])
    }
    expect(app.arrived).toHaveLength(3 * calls)
    const sampled = Array.from({ length: calls }, (_, index) => index).filter(
      (index) => shareOf(callSid(index)) < 0.5,
    )
    expect(sampled.length).toBeGreaterThan(0)
    expect(sampled.length).toBeLessThan(calls)
    await until(
      'all are recorded',
      () => one.store.exchanges.length + two.store.exchanges.length >= 3 * sampled.length,
    )
    const legs = [...one.store.exchanges, ...two.store.exchanges].map(({ callSid: own }) => own)
    const expected = sampled.flatMap((index) => [callSid(index), callSid(index), callSid(index + 1000)])
    expect(new Set(legs)).toEqual(new Set(expected))
    expect(legs).toHaveLength(expected.length)
    expect(one.proxy.counts).toMatchObject({
      exchanges: calls,
      leftOut: calls - sampled.length,
      notRecorded: 0,
    })
    expect(two.proxy.counts).toMatchObject({
      exchanges: 2 * calls,
      leftOut: 2 * (calls - sampled.length),
      notRecorded: 0,
    })
  })

  test('other traffic and requests without a whole body are neither sampled nor lost', async () => {
    const { proxy, store } = await start({ sample: 0 })
    await sendRaw(proxy.url, [Buffer.from('GET /health HTTP/1.1\r\nHost: a\r\n\r\n')], 'GET')
    await sendRaw(proxy.url, [ofCall(1)])
    expect(proxy.counts).toMatchObject({ otherTraffic: 1, leftOut: 1, exchanges: 1, notRecorded: 0 })
    expect(store.exchanges).toHaveLength(0)
  })

  test('only the kinds that were asked for are recorded', async () => {
    const { proxy, store } = await start({ only: ['gather.action'] })
    const incoming = {
      CallStatus: 'ringing',
      Direction: 'inbound',
      From: '+14155550100',
      To: '+14155550101',
      ApiVersion: '2010-04-01',
    }
    await sendRaw(proxy.url, [ofCall(1, incoming)])
    await sendRaw(proxy.url, [
      ofCall(1, {
        ...incoming,
        CallStatus: 'in-progress',
        Digits: '1',
        FinishedOnKey: '#',
        msg: 'Gather End',
      }),
    ])
    await until('one is recorded', () => store.exchanges.length > 0)
    expect(store.exchanges.map(({ kind }) => kind)).toEqual(['gather.action'])
    expect(proxy.counts).toMatchObject({ exchanges: 2, leftOut: 1, notRecorded: 0 })
    expect(app.arrived).toHaveLength(2)
  })

  test('a problem of what is left out is told and counted', async () => {
    const { proxy, events } = await start({ sample: 0, app: 'http://127.0.0.1:9' })
    expect((await sendRaw(proxy.url, [ofCall(1)])).statusLine).toMatch(/ 502 /)
    await until('it is told', () => events.some(({ type }) => type === 'warning'))
    expect(proxy.counts).toMatchObject({ leftOut: 1, problems: 1 })
  })
})

test.each([
  [{ sample: 1.5 }, 'sample: must be a number from 0 to 1, not 1.5.'],
  [{ sample: Number.NaN }, 'sample: must be a number from 0 to 1'],
  [{ only: ['voice'] }, 'only: "voice" is no webhook kind.'],
])('%j is refused', async (options, problem) => {
  // Someone without types.
  const started = startPlain({ app: '3000', ...(options as Partial<ProxyOptions>) })
  await expect(started).rejects.toThrow(ProxyOptionsError)
  await expect(started).rejects.toThrow(problem)
})
