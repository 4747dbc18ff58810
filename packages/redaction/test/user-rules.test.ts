import {
  createPathKnowledge,
  createRedactor,
  pathClass,
  redactRequestLine,
  type CallSecrets,
  type Finding,
} from '@ringback/redaction'
import type { Exchange } from '@ringback/recording'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exchange, sid } from './exchanges.ts'

const key = new Uint8Array(32).fill(3)
const callOf = (from: string, call: number, url: string, answer: string): Exchange => {
  const base = exchange({ id: '1', callSid: sid('CA', call) })
  const body = { text: `CallSid=${sid('CA', call)}&From=${encodeURIComponent(from)}&CallStatus=ringing` }
  return {
    ...base,
    request: { ...base.request, url, body },
    response: { status: 200, headers: [], body: { text: answer } },
  }
}
const answerOf = ({ response }: Exchange): string =>
  response && 'text' in response.body ? response.body.text : ''

describe('what only the user knows', () => {
  const word = fc.stringMatching(/^[A-Z][a-z]{5,9} [a-z]{4,8}$/)
  const spellings = (value: string): readonly string[] => [
    value,
    value.toUpperCase(),
    encodeURIComponent(value),
    encodeURIComponent(value).replaceAll('%20', '+'),
    Buffer.from(value).toString('base64'),
  ]
  const planted = (value: string): Exchange => {
    const [plain = '', upper = '', percent = '', plus = '', base64 = ''] = spellings(value)
    return {
      ...callOf(
        '+14155550123',
        1,
        `https://app.example.com/voice?x=${percent}`,
        `<Response><Say>About ${plain} and ${upper} (${base64}).</Say><Redirect>/next?a=${plus}</Redirect></Response>`,
      ),
      problem: { code: 'app-down', message: `no ${plain}` },
    }
  }

  test('values are replaced wherever they stand, in any case and encoding, alike in the whole exchange', () => {
    fc.assert(
      fc.property(word, (value) => {
        const redacted = createRedactor({ key, redactValues: [value] }).redactExchange(planted(value))
        for (const spelling of spellings(value)) expect(JSON.stringify(redacted)).not.toContain(spelling)
        expect(answerOf(redacted)).toContain('About ')
        expect(answerOf(redacted)).toContain('<Redirect>/next?a=')
      }),
    )
  })

  test('what patterns match is replaced wherever it stands, the rest stays', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^ORD-[A-Z]{4,8}$/), (order) => {
        const given = planted(order)
        for (const pattern of ['ORD-[A-Z]+', /ORD-[A-Z]+/]) {
          const redacted = createRedactor({ key, redactPatterns: [pattern] }).redactExchange(given)
          for (const spelling of spellings(order)) expect(JSON.stringify(redacted)).not.toContain(spelling)
          expect(answerOf(redacted)).toContain('About ')
        }
      }),
    )
  })

  test('a pattern that is none is refused, all of them at once', () => {
    expect(() => createRedactor({ key, redactPatterns: ['(', '['] })).toThrow(
      expect.objectContaining({
        code: 'bad-redaction-pattern',
        message: expect.stringMatching(/\(.*\n.*\[/s),
      }),
    )
  })

  test('a pattern that is too large to be matched is refused before anything is redacted, and shown in part', () => {
    const pattern = 'x'.repeat(100_000)
    for (const redactPatterns of [[pattern], [new RegExp(pattern)]]) {
      expect(() => createRedactor({ key, redactPatterns })).toThrow(
        expect.objectContaining({
          code: 'bad-redaction-pattern',
          message: expect.stringMatching(/^.{0,300}too large$/),
        }),
      )
    }
  })

  test('the hook sees the exchange first, and what it leaves is redacted', () => {
    const redactor = createRedactor({
      key,
      redact: (given) => ({
        ...given,
        response: {
          status: 200,
          headers: [],
          body: { text: '<Response><Say>+14155550123</Say></Response>' },
        },
      }),
    })
    const redacted = redactor.redactExchange(
      callOf('+14155550123', 1, 'https://app.example.com/voice', 'secret'),
    )
    expect(answerOf(redacted)).toMatch(/^<Response><Say>\+1\d{10}<\/Say><\/Response>$/)
    expect(JSON.stringify(redacted)).not.toMatch(/secret|4155550123/)
  })
})

test('what is known in a call is known after a restart', () => {
  const kept = new Map<string, Finding[]>()
  const callSecrets: CallSecrets = {
    load: (call) => kept.get(call),
    save: (call, learned) => void kept.set(call, [...(kept.get(call) ?? []), ...learned]),
  }
  const first = callOf('+14155550123', 7, 'https://app.example.com/voice?who=penelope', '<Response/>')
  const later = callOf(
    '+14155550199',
    7,
    'https://app.example.com/voice',
    '<Response><Say>Hello penelope</Say></Response>',
  )
  createRedactor({ key, callSecrets }).redactExchange(first)
  expect(answerOf(createRedactor({ key, callSecrets }).redactExchange(later))).not.toContain('penelope')
  expect(answerOf(createRedactor({ key }).redactExchange(later))).toContain('penelope')
})

describe('words in paths', () => {
  const word = fc.stringMatching(/^[a-z]{9,14}$/).filter((text) => pathClass(`/${text}`) === '/*')
  const url = (segment: string): string => `https://app.example.com/${segment}/menu`

  test('are replaced for the first caller and stay once a second one has them, also after a restart', () => {
    fc.assert(
      fc.property(word, (segment) => {
        const paths = createPathKnowledge()
        const redactor = createRedactor({ key, paths })
        const of = (from: string, call: number, by = redactor): string =>
          by.redactExchange(callOf(from, call, url(segment), '<Response/>')).request.url
        expect(of('+14155550101', 1)).not.toContain(segment)
        expect(of('+14155550101', 2)).not.toContain(segment)
        expect(of('+14155550102', 3)).toBe(url(segment))
        const again = createRedactor({ key, paths: createPathKnowledge(paths.entries()) })
        expect(of('+14155550103', 4, again)).toBe(url(segment))
      }),
    )
  })

  test('of a configured URL stay from the first', () => {
    const redactor = createRedactor({ key, ownUrls: ['https://app.example.com/kaleidoscope/voice'] })
    const redacted = redactor.redactExchange(callOf('+14155550101', 1, url('kaleidoscope'), '<Response/>'))
    expect(redacted.request.url).toBe(url('kaleidoscope'))
  })

  test('are judged in a fresh answer as they were in the recorded one', () => {
    fc.assert(
      fc.property(word, fc.boolean(), (segment, isKnown) => {
        const redactor = createRedactor({ key })
        const answer = `<Response><Redirect>/${segment}/menu</Redirect></Response>`
        if (isKnown) redactor.redactExchange(callOf('+14155550101', 1, url('voice'), answer))
        const recorded = redactor.redactExchange(callOf('+14155550102', 2, url('voice'), answer))
        const fresh = { status: 200, headers: [], body: { text: answer } }
        expect(redactor.redactAnswer(fresh, recorded.request, recorded.response)).toEqual(recorded.response)
        expect(answerOf(recorded).includes(segment)).toBe(isKnown)
      }),
    )
  })

  test('a class of a path has words that such paths are made of, and nothing else', () => {
    fc.assert(
      fc.property(fc.webPath(), fc.string(), (path, query) => {
        for (const segment of pathClass(`${path}?${query}`).replace(/\?\*$/, '').split('/')) {
          expect(segment === '' || segment === '*' || pathClass(`/${segment}`) === `/${segment}`).toBe(true)
        }
      }),
    )
    expect(redactRequestLine('POST', '/customers/penelope?x=1')).toBe('POST /customers/*?*')
    expect(redactRequestLine('penelope', 'https://jane:secret@app.example.com/voice')).toBe('* /voice')
  })
})
