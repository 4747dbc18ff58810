import { isWebhookKind, kinds } from '@ringback/catalog'
import { checks, type ObservedExchange } from '@ringback/checks'
import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { codesOf } from './support/codes-of.ts'
import { exchangeOf, type Answer } from './support/exchanges.ts'

const kind = fc.constantFrom(...kinds.map((row) => row.kind).filter(isWebhookKind), null)
const headers = fc.array(fc.tuple(fc.constantFrom('Content-Type', 'content-type', 'X-Other'), fc.string()), {
  maxLength: 3,
})
const body = fc.oneof(
  fc.record({
    text: fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constant('<Response><Dial>+14155550101</Dial></Response>'),
    ),
  }),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => ({ base64: Buffer.from(bytes).toString('base64') })),
)
/** Anything that may have been observed. */
const anyExchange: fc.Arbitrary<ObservedExchange> = fc.record({
  kind,
  request: fc.record({
    method: fc.constantFrom('GET', 'POST'),
    url: fc.webUrl({ withQueryParameters: true }),
    headers,
    body,
  }),
  response: fc.option(fc.record({ status: fc.integer({ min: 100, max: 599 }), headers, body })),
  durationMs: fc.double({ min: 0, max: 60_000, noNaN: true }),
  problem: fc.option(fc.record({ code: fc.string({ minLength: 1 }), message: fc.string() })),
})

describe.each(checks)('the law of checks: $name', (check) => {
  test('never throws, and finds only what is whole', () => {
    fc.assert(
      fc.property(anyExchange, fc.option(fc.nat(20_000), { nil: undefined }), (exchange, budgetMs) => {
        const options = budgetMs === undefined ? {} : { budgetMs }
        for (const finding of check.judge(exchange, options)) {
          expect(finding.code).toMatch(/./)
          expect(['error', 'warning', 'info']).toContain(finding.severity)
          expect(finding.message).toMatch(/\S/)
        }
      }),
    )
  })

  test('finds nothing in a clean answer', () => {
    for (const row of kinds) {
      if (!isWebhookKind(row.kind)) continue
      const answer: Answer = row.synchronous ? {} : { status: 204, type: null, body: '' }
      expect(check.judge(exchangeOf(row.kind, answer), {})).toEqual([])
    }
  })

  test('judges the same exchange in the same way', () => {
    fc.assert(
      fc.property(anyExchange, (exchange) => {
        expect(check.judge(exchange, {})).toEqual(check.judge(exchange, {}))
      }),
    )
  })

  test('says in a sentence what a good answer is', () => {
    expect(check.title).toMatch(/^[A-Z].*\.$/)
  })
})

describe('a good answer to a request for TwiML', () => {
  test.each<[string, Answer]>([
    ['as text/html', { type: 'text/html; charset=utf-8' }],
    ['as plain text that is spoken', { type: 'text/plain', body: 'Hello & welcome' }],
    ['as a sound', { type: 'audio/mpeg', body: 'x' }],
    ['with comments and CDATA', { body: '<!-- a --><Response><Say><![CDATA[A & B]]></Say></Response>' }],
    ['that does nothing', { body: '<Response/>' }],
    ['with status 201', { status: 201 }],
  ])('%s', (_case, answer) => {
    expect(codesOf(exchangeOf('voice.incoming-pstn', answer))).toEqual([])
  })
})

it('takes over what the transport saw, without judging a whole answer twice', () => {
  const cut = {
    ...exchangeOf('voice.incoming-pstn', {}),
    problem: { code: 'answer-cut-short', message: 'cut', twilioCode: 11200 },
  }
  expect(codesOf({ ...cut, response: null })).toEqual(['answer-cut-short', 11200])
  const failed = {
    ...exchangeOf('voice.incoming-pstn', { status: 500 }),
    problem: { code: 'http-status', message: '500' },
  }
  expect(codesOf(failed)).toEqual(['http-status', 11200])
})
