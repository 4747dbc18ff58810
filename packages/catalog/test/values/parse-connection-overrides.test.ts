import { connectionOverrideRows, limits, parseConnectionOverrides } from '@ringback/catalog'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

test('without a fragment the defaults hold', () => {
  expect(parseConnectionOverrides('https://example.com/voice?a=1')).toEqual({
    url: 'https://example.com/voice?a=1',
    settings: {
      connectTimeoutMs: limits.connectTimeoutMs,
      readTimeoutMs: 15_000,
      totalTimeoutMs: limits.totalTimeoutMs,
      retries: 1,
      retryOn: ['ct'],
      verifyTls: true,
      edges: ['ashburn'],
    },
    findings: [],
  })
})

test('the fragment changes them and is no part of the URL', () => {
  const { url, settings, findings } = parseConnectionOverrides(
    'https://example.com/voice#ct=2000&rt=3000&tt=4000&rc=5&rp=4xx,5xx&sni=n&e=dublin,frankfurt',
  )
  expect(url).toBe('https://example.com/voice')
  expect(findings).toEqual([])
  expect(settings).toEqual({
    connectTimeoutMs: 2000,
    readTimeoutMs: 3000,
    totalTimeoutMs: 4000,
    retries: 5,
    retryOn: ['4xx', '5xx'],
    verifyTls: false,
    edges: ['dublin', 'frankfurt'],
  })
})

test('what Twilio does not take is told, and the default holds', () => {
  const { settings, findings } = parseConnectionOverrides('https://example.com/#ct=99&e=mars&x=1')
  expect(settings.connectTimeoutMs).toBe(5000)
  expect(findings).toEqual([
    {
      code: 'connection-override-value',
      severity: 'warning',
      message: 'ct=99 is not allowed: Twilio accepts 100 to 10000, and uses the default 5000 instead.',
    },
    expect.objectContaining({ code: 'connection-override-value', twilioCode: 11_240 }),
    expect.objectContaining({ code: 'connection-override-unknown' }),
  ])
})

test('whatever the fragment, every setting is in its range', () => {
  const key = fc.constantFrom('ct', 'rt', 'tt', 'rc', 'rp', 'sni', 'e', 'zz')
  const value = fc.oneof(fc.integer().map(String), fc.string())
  fc.assert(
    fc.property(fc.array(fc.tuple(key, value)), (pairs) => {
      const { settings } = parseConnectionOverrides(
        `http://a/#${pairs.map((pair) => pair.join('=')).join('&')}`,
      )
      const rowOf = (name: string) => connectionOverrideRows.find((row) => row.key === name)
      for (const [name, number] of [
        ['ct', settings.connectTimeoutMs],
        ['rt', settings.readTimeoutMs],
        ['tt', settings.totalTimeoutMs],
        ['rc', settings.retries],
      ] as const) {
        expect(number).toBeGreaterThanOrEqual(rowOf(name)?.min ?? Number.NaN)
        expect(number).toBeLessThanOrEqual(rowOf(name)?.max ?? Number.NaN)
      }
    }),
  )
})
