import { formParameters } from '@ringback/catalog'
import { sign } from '@ringback/signature'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const contentType = 'application/x-www-form-urlencoded'

const piece = fc.oneof(
  fc.constantFrom('&', '=', '+', '%', '%4', '%41', '%zz', '%C3', '%c3%a9', '%F0%9F', '%98%80', '%ED%A0%80'),
  fc.constantFrom('%EF%BB%BF', '%26', '%3d', '%2B', '%00', 'é', '😀', '\uFEFF', '\ud800', 'a', 'CallSid=CA1'),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
)

test('a form is read alike for its signature and for its parameters, short and long', () => {
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 30 }),
      fc.constantFrom('', 'a'.repeat(5000), '+'.repeat(5000), '%41'.repeat(2000), 'a%2'.repeat(2000)),
      (pieces, padding) => {
        const text = (pieces.join('') + padding + pieces.toReversed().join('')).toWellFormed()
        const signed = { url: 'https://app.example.com/voice', authToken: 'a token', contentType }
        expect(sign({ ...signed, body: text })).toBe(sign({ ...signed, parameters: formParameters(text) }))
      },
    ),
    { numRuns: 300 },
  )
})
