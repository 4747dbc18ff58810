import { createRedactor, privateShapesIn } from '@ringback/redaction'
import { recordingsOf, serializeRecording } from '@ringback/recording'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { attackedAnswers, attackedRequests, callSid, placements } from '@ringback/test-support/canary'
import { exchange } from './exchanges.ts'

/** In two parts, so that scanners for secrets leave this file alone. */
const inOne = (...parts: readonly string[]): string => parts.join('')
const written = { isRedacted: false } as const

test.each([
  ['key', inOne('"key ', 'sk_', 'live_4eC39HqLyjWDarjtT1zdp7dc."')],
  ['key', inOne('AKIA', 'IOSFODNN7EXAMPLE')],
  ['iban', 'pay to DE89 3704 0044 0532 0130 00 please'],
  [
    'jwt',
    inOne(
      't=eyJhbGciOiJIUzI1NiJ9.',
      'eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U',
    ),
  ],
  ['card', '"Card=4242+4242+4242+4242"'],
  ['card', '"n":4242424242424242,'],
  ['password', '<Play>https://jane:hunter2@cdn.example.net/a.mp3</Play>'],
  ['number', '"From=%2B12125557391"'],
  ['number', '"+12125557391"'],
  ['number', 'call (212) 555-7391'],
  ['number', 'call 212-555-7391.'],
  ['number', '"+33612345678"'],
  ['number', '"+390612345678"'],
  ['private-key', inOne('-----BEGIN RSA ', 'PRIVATE KEY-----\\nMIIE')],
])('finds a %s in %s', (shape, text) => {
  expect(privateShapesIn(text, written)).toEqual([shape])
})

test.each([
  '"From=%2B14155550123&To=%2B447700900123"',
  '"startedAt": "2026-01-02T03:04:05.678Z",',
  '"+266696687"',
  'Press 1 for sales, 2 for support. We are open 9 to 17.',
  `"CallSid=CA${'1'.repeat(32)}"`,
  'Call (617) 555-0142.',
  '<Play>https://cdn.example.net/a@2.mp3</Play>',
])('finds nothing in %s', (text) => {
  expect(privateShapesIn(text, written)).toEqual([])
})

test('finds nothing in what was redacted, wherever the private values stood and whatever the key', () => {
  const all = [...placements, ...attackedRequests, ...attackedAnswers]
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.nat(), (key, offset) => {
      key[0] = 1
      const redactor = createRedactor({ key })
      for (let at = 0; at < 40; at++) {
        const { name, given } = all[(offset + at) % all.length] ?? { name: '', given: {} }
        const redacted = redactor.redactExchange(exchange({ id: '1', callSid, response: null, ...given }))
        const lines = recordingsOf([redacted]).map(serializeRecording).join('').split('\n')
        const found = lines.flatMap((line) =>
          privateShapesIn(line, { isRedacted: true }).map((shape) => [shape, line]),
        )
        expect([name, found]).toEqual([name, []])
      }
    }),
    { numRuns: 25 },
  )
})

test('own numbers are no finding', () => {
  expect(privateShapesIn('"+12125557391"', { ...written, ownNumbers: ['+12125557391'] })).toEqual([])
})
