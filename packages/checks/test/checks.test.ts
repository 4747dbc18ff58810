import { isWebhookKind, kinds } from '@ringback/catalog'
import { checks, judgeExchange, type ObservedExchange } from '@ringback/checks'
import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
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

function codesOf(exchange: ObservedExchange): readonly (string | number)[] {
  return judgeExchange(exchange)
    .filter(({ severity }) => severity !== 'info')
    .flatMap(({ code, twilioCode }) => [code, twilioCode ?? 0])
}

describe('an answer to a request for TwiML', () => {
  test.each<[string, Answer, readonly (string | number)[]]>([
    ['fails', { status: 500, type: 'text/html', body: 'oops' }, ['http-status', 11200]],
    ['is not there', { status: 404, body: '' }, ['target-missing', 11200]],
    ['is JSON', { type: 'application/json', body: '{}' }, ['content-type-refused', 12300]],
    ['has no type', { type: null }, ['content-type-missing', 11200]],
    ['is empty', { body: '' }, ['answer-empty', 11770]],
    ['is too large', { body: `<Response>${' '.repeat(70_000)}</Response>` }, ['answer-too-large', 11750]],
    ['is no XML', { body: '<Response><Say>A & B</Say></Response>' }, ['twiml-malformed', 12100]],
    ['comes too late', { durationMs: 15_001 }, ['answer-too-late', 11200]],
    [
      'says undefined',
      { body: '<Response><Say>Hello undefined</Say></Response>' },
      ['placeholder-spoken', 0],
    ],
    ['is escaped twice', { body: '<Response><Say>B &amp;amp; B</Say></Response>' }, ['escaped-twice', 0]],
    [
      'is a web page',
      { type: 'text/html', body: '<!DOCTYPE html><html><body>Error</body></html>' },
      ['twiml-doctype', 12100],
    ],
  ])('that %s', (_case, answer, codes) => {
    expect(codesOf(exchangeOf('voice.incoming-pstn', answer))).toEqual(codes)
  })

  test.each<[string, Answer]>([
    ['as text/html', { type: 'text/html; charset=utf-8' }],
    ['as plain text that is spoken', { type: 'text/plain', body: 'Hello & welcome' }],
    ['as a sound', { type: 'audio/mpeg', body: 'x' }],
    ['with comments and CDATA', { body: '<!-- a --><Response><Say><![CDATA[A & B]]></Say></Response>' }],
    ['that does nothing', { body: '<Response/>' }],
    ['with status 201', { status: 201 }],
  ])('is good %s', (_case, answer) => {
    expect(codesOf(exchangeOf('voice.incoming-pstn', answer))).toEqual([])
  })

  it('may not dial in a whisper', () => {
    const body = '<Response><Dial>+14155550101</Dial></Response>'
    expect(codesOf(exchangeOf('dial.number-url', { body }))).toContain(13201)
    expect(codesOf(exchangeOf('voice.incoming-pstn', { body }))).toEqual([])
  })

  it('may be slow within a budget only', () => {
    const exchange = exchangeOf('voice.incoming-pstn', { durationMs: 900 })
    expect(judgeExchange(exchange, { budgetMs: 1000 })).toEqual([])
    expect(judgeExchange(exchange, { budgetMs: 500 })[0]).toMatchObject({
      code: 'over-budget',
      severity: 'warning',
    })
  })

  it('does not dial what the caller chose', () => {
    const body = '<Response><Dial><Number>+12025550147</Number></Dial></Response>'
    const chosen = 'To=%2B12025550147&From=client%3Ajenny&Called='
    expect(judgeExchange(exchangeOf('voice.incoming-client-app', { body }, chosen))[0]).toMatchObject({
      code: 'toll-fraud',
      severity: 'error',
      parameter: 'To',
    })
    const custom = 'To=&From=client%3Ajenny&phoneNumber=%2B12025550147'
    expect(codesOf(exchangeOf('voice.incoming-client-app', { body }, custom))).toEqual(['toll-fraud', 0])
    const forwarded = 'To=%2B12025550199&From=%2B12025550122&ForwardedFrom=%2B12025550147'
    expect(codesOf(exchangeOf('gather.action', { body }, forwarded))).toEqual(['toll-fraud', 0])
    const ownNumber = 'To=%2B12025550199&From=client%3Ajenny'
    expect(codesOf(exchangeOf('voice.incoming-client-app', { body }, ownNumber))).toEqual([])
  })

  it('does not end without a word on a key', () => {
    const empty = { body: '<Response/>' }
    expect(codesOf(exchangeOf('gather.action', empty, 'Digits=2'))).toEqual(['silent-end', 0])
    expect(codesOf(exchangeOf('gather.action', empty, 'Digits='))).toEqual([])
    expect(codesOf(exchangeOf('dial.action', empty, 'DialCallStatus=completed'))).toEqual([])
  })
})

describe('an answer to a status callback', () => {
  it('is refused with a warning only', () => {
    const [finding] = judgeExchange(exchangeOf('status.incoming-number', { status: 500 }))
    expect(finding).toMatchObject({ code: 'callback-refused', severity: 'warning', twilioCode: 15003 })
  })

  it('may be anything that is accepted', () => {
    for (const answer of [
      { type: 'application/json', body: '{' },
      { status: 204, body: '' },
      { type: null },
    ]) {
      expect(codesOf(exchangeOf('status.incoming-number', answer))).toEqual([])
    }
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
