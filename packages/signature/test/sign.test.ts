import { bodySha256, sign, signUrlFor } from '@ringback/signature'
import { createHash, createHmac } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const authToken = '12345'

test.each([
  [
    'https://example.com/voice',
    { CallSid: 'CA1', Digits: '', FromCity: 'SÃO PAULO' },
    'sta4WUX7rSWrFwk9gpMFmVGcSEk=',
  ],
  [
    'https://example.com/voice?CallSid=CA1&Digits=&FromCity=S%C3%A3o+Paulo',
    {},
    'AV5EL2JpuVoCXBrijrPDXULLkWk=',
  ],
])('%s with %j', (url, parameters, signature) => {
  expect(sign({ url, parameters, authToken })).toBe(signature)
})

test('bodySha256 is SHA-256 in hexadecimal', () => {
  fc.assert(
    fc.property(fc.uint8Array({ size: 'large' }), (bytes) => {
      expect(bodySha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'))
    }),
  )
  expect(bodySha256('é')).toBe(createHash('sha256').update('é').digest('hex'))
})

const anyText = fc.string({ unit: 'binary', minLength: 1 })
/** Texts of few characters that UTF-16 orders otherwise than UTF-8, so that many of them begin alike. */
const nearText = fc.string({
  unit: fc.constantFrom('a', '\uE000', '\uFFFD', '\u{10000}', '\u{10400}', '\u{10FFFD}'),
  minLength: 1,
  maxLength: 4,
})

test('names and repeated values stand in the order of their UTF-8 bytes', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.oneof(anyText, nearText), { minLength: 1 }), (names) => {
      const url = 'https://a.example/'
      const sorted = names.toSorted((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)))
      const expected = (text: string): string =>
        createHmac('sha1', authToken)
          .update(url + text)
          .digest('base64')
      const pairs = names.map((name) => [name, ''] as const)
      expect(sign({ url, parameters: pairs, authToken })).toBe(expected(sorted.join('')))
      const values = names.map((name) => ['N', name] as const)
      expect(sign({ url, parameters: values, authToken })).toBe(
        expected(sorted.map((each) => `N${each}`).join('')),
      )
    }),
  )
})

test('pairs and a record give the same, in any order', () => {
  const pairs = [
    ['b', '2'],
    ['a', 'y'],
    ['a', 'x'],
    ['a', 'x'],
    ['__proto__', ''],
  ] as const
  const url = 'https://a.example/'
  const record = { ['__proto__']: '', a: ['x', 'y'], b: '2' }
  expect(sign({ url, parameters: pairs, authToken })).toBe(sign({ url, parameters: record, authToken }))
  expect(sign({ url, parameters: pairs.toReversed(), authToken })).toBe(
    sign({ url, parameters: record, authToken }),
  )
})

test('a fragment is not signed', () => {
  const url = 'https://a.example/voice?a=1'
  expect(sign({ url: `${url}#rc=3&rp=all`, authToken })).toBe(sign({ url, authToken }))
})

test('a raw form body signs as its parameters', () => {
  const url = 'https://a.example/voice'
  const expected = sign({ url, parameters: { City: 'SÃO PAULO', Digits: '', Body: 'a+b' }, authToken })
  for (const body of ['City=S%C3%83O+PAULO&Digits=&Body=a%2Bb', 'Body=a%2bb&Digits&City=S%c3%83O%20PAULO'])
    expect(
      sign({ url, body, contentType: 'application/x-www-form-urlencoded; charset=UTF-8', authToken }),
    ).toBe(expected)
})

test('a hash goes to the end of the query, or takes the place of an older one', () => {
  const hash = `bodySHA256=${bodySha256('{}')}`
  const of = (url: string): string => signUrlFor({ url, body: '{}' })
  expect(of('https://a.example')).toBe(`https://a.example?${hash}`)
  expect(of('https://a.example/?a=1#rc=3')).toBe(`https://a.example/?a=1&${hash}#rc=3`)
  expect(of('https://a.example/?bodySHA256=old&a=1')).toBe(`https://a.example/?${hash}&a=1`)
  expect(of(of('https://a.example/?'))).toBe(`https://a.example/?${hash}`)
})

test.each(['', '/voice', 'voice.example.com/voice', 'https://', 'https:///voice'])(
  '%j cannot be signed',
  (url) => {
    expect(() => sign({ url, authToken })).toThrow('it is not an absolute URL')
    expect(() => signUrlFor({ url, body: '{}' })).toThrow('it is not an absolute URL')
  },
)

test('an empty token cannot sign', () => {
  expect(() => sign({ url: 'https://a.example/', authToken: '' })).toThrow('empty auth token')
})
