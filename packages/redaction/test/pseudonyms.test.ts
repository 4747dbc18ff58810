import { createRedactor } from '@ringback/redaction'
import * as fc from 'fast-check'
import { isValidPhoneNumber } from 'libphonenumber-js/max'
import { expect, test } from 'vitest'
import { exchange, sid } from './exchanges.ts'

const key = new Uint8Array(32).fill(9)
const digits = (count: number): fc.Arbitrary<string> => fc.stringMatching(new RegExp(`^\\d{${count}}$`))
const areas =
  '201 202 203 205 206 207 208 209 210 212 213 214 215 216 217 218 219 224 225 228 229 231 234 239'.split(' ')
const manyNumbers = (number: fc.Arbitrary<string>): readonly string[] =>
  fc.sample(fc.uniqueArray(number, { minLength: 5000, maxLength: 5000 }), 1)[0] ?? []

test.each([
  [
    'of the United States',
    fc
      .tuple(fc.constantFrom(...areas), fc.stringMatching(/^[2-9]\d{6}$/))
      .map(([area, rest]) => `+1${area}${rest}`),
    /^\+1[2-9]\d{2}(?:55501\d\d|(?:[2-8]11|95[89])\d{4})$/,
  ],
  ['of one area', fc.stringMatching(/^[2-9]\d{6}$/).map((rest) => `+1617${rest}`), /^\+1[2-9]\d{9}$/],
  [
    'of Canada',
    digits(7).map((rest) => `+1416${2 + (Number(rest.charAt(0)) % 8)}${rest.slice(1)}`),
    /^\+1[2-9]\d{2}(?:55501\d\d|(?:[2-8]11|95[89])\d{4})$/,
  ],
  [
    'of France',
    fc.constantFrom('1', '4', '6', '7').chain((first) => digits(8).map((rest) => `+33${first}${rest}`)),
    /^\+33(?:0\d{8}|(?:19900|26191|35301|46571|53649|63998)\d{4})$/,
  ],
  [
    'of Australia',
    fc.constantFrom('2', '3', '4').chain((first) => digits(8).map((rest) => `+61${first}${rest}`)),
    /^\+61(?:[2378](?:5550|7010)\d{4}|80\d{7})$/,
  ],
  ['of Dublin', digits(7).map((rest) => `+3531${rest}`), /^\+353(?:10\d{6}|[24-79]\d0\d{5})$/],
  [
    'of Irish mobile telephones',
    digits(8).map((rest) => `+3538${rest}`),
    /^\+353(?:2091\d{5}|10\d{7}|[24-79]\d0\d{6})$/,
  ],
  [
    'of Swedish mobile telephones',
    digits(8).map((rest) => `+467${rest}`),
    /^\+46(?:80\d{7}|(?:310|400)\d{6}|9800\d{5}|(?:3139006|4062804|8465004|9803192|7017406)\d\d)$/,
  ],
  ['of Berlin', digits(8).map((rest) => `+4930${rest}`), /^\+49\d{10}$/],
  ['of London', digits(7).map((rest) => `+44207${rest}`), /^\+44\d{10}$/],
])('5,000 callers %s have at least 4,990 pseudonyms, of the same country and length', (_, number, shape) => {
  const redactor = createRedactor({ key })
  const pseudonyms = manyNumbers(number).map((caller) => redactor.redactValue('From', caller))
  const distinct = new Set(pseudonyms).size
  expect(distinct).toBeGreaterThanOrEqual(4990)
  expect(pseudonyms.filter((pseudonym) => !shape.test(pseudonym))).toEqual([])
  expect(redactor.report().collisions).toBe(5000 - distinct)
})

test.each([
  ['France', '+33', ['1', '4', '6', '7'], /^\+33(?:19900|26191|35301|46571|53649|63998)\d{4}$/],
  ['Australia', '+61', ['2', '3', '4'], /^\+61[2378](?:5550|7010)\d{4}$/],
] as const)('pseudonyms of %s are fictitious or no valid number', (_, country, firsts, fictitious) => {
  const redactor = createRedactor({ key })
  const callers = fc
    .constantFrom(...firsts)
    .chain((first) => digits(8).map((rest) => `${country}${first}${rest}`))
  fc.assert(
    fc.property(callers, (caller) => {
      const pseudonym = redactor.redactValue('From', caller)
      expect(fictitious.test(pseudonym) || !isValidPhoneNumber(pseudonym)).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test.each([
  ['an empty one', new Uint8Array()],
  ['a short one', new Uint8Array(16).fill(1)],
  ['one of zeros', new Uint8Array(32)],
])('a key that is no key is refused: %s', (_, bad) => {
  expect(() => createRedactor({ key: bad })).toThrow(expect.objectContaining({ code: 'bad-redaction-key' }))
})

test('what is one own stays, in parameters, TwiML and URLs, however it is written', () => {
  const account = sid('AC', 5)
  const redactor = createRedactor({ key, ownNumbers: ['+16175550142'], accountSid: account })
  const text =
    `<Response><Say>Call 617-555-0142.</Say><Dial callerId="+16175550142" action="/done?account=${account}">` +
    `<Number>(617) 555-0142</Number></Dial></Response>`
  const given = exchange({
    id: '1',
    response: { status: 200, headers: [], body: { text } },
    request: {
      method: 'POST',
      url: 'https://app.example.com/voice?to=%2B16175550142',
      headers: [],
      body: { text: `To=%2B16175550142&From=%2B16175550199&AccountSid=${account}` },
    },
  })
  const redacted = redactor.redactExchange(given)
  expect(redacted.response?.body).toEqual({ text })
  expect(redacted.request.url).toBe(given.request.url)
  expect(redacted.request.body).toEqual({
    text: expect.stringMatching(new RegExp(`^To=%2B16175550142&From=%2B1\\d{10}&AccountSid=${account}$`)),
  })
  expect(JSON.stringify(redacted)).not.toContain('6175550199')
})
