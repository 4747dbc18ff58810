import { bodyOf, mayHold, type Exchange } from '@ringback/recording'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createMentions, signsOf, textOfExchange } from '../../../src/node/forget/mentions.ts'
import { exchange } from '../../exchanges.ts'

test.each([
  ['+14155550123', 'From=%2B14155550123&To=1', true],
  ['+14155550123', 'call 4155550123 now', true],
  ['+14155550123', 'tel:+1 x 14155550123', true],
  ['+14155550123', '24155550123', false],
  ['+14155550123', '141555501234', false],
  ['+447700900123', 'x=%20447700900123', true],
  ['+447700900123', '7700900123', false],
  ['CA12', 'CallSid=CA12', true],
  ['CA12', 'CallSid=CA123', false],
  ['sip:ann@example.com', 'From=sip%3Aann%40example.com', true],
  ['client:ann', 'client:annabel', false],
])('%s in %s: %s', (value, text, isThere) => {
  expect(createMentions([value])(text)).toBe(isThere)
})

/** A value as it may be written. */
const spellings: readonly ((value: string) => string)[] = [
  (value) => value,
  encodeURIComponent,
  (value) => value.replaceAll(/\w/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  (value) => value.replace('+1', ''),
  (value) => value.replaceAll(/\D/g, ''),
  (value) => JSON.stringify(value),
  (value) => value.toUpperCase(),
]

const values = fc.constantFrom(
  '+14155550123',
  '(415) 555-0123',
  '+447700900123',
  `CA${'5e'.repeat(16)}`,
  'sip:ann.lee@example.com',
  'client:ann',
  'Zoë "Bee" Ångström',
  'Анна',
)

/** An exchange that may name a value: in its URL, a header, its body or its answer, which may be no text. */
function naming(text: string, where: number, isText: boolean): Exchange {
  const body = bodyOf(Buffer.concat([Buffer.from(`A ${text} B`), Buffer.from(isText ? [] : [0xff])]))
  const headers = [['X-Name', where === 1 ? text : '']] as const
  return exchange({
    id: '1',
    request: {
      method: 'POST',
      url: `https://phone.example.com/${where === 0 ? text : ''}`,
      headers,
      body: where === 2 ? body : { text: '' },
    },
    response: { status: 200, headers: [], body: where === 3 ? body : { text: '' } },
  })
}

test('a search that decodes nothing finds every exchange that names a value', () => {
  let named = 0
  fc.assert(
    fc.property(
      fc.uniqueArray(values, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(...spellings),
      fc.nat({ max: 3 }),
      fc.boolean(),
      (given, spell, where, isText) => {
        const found = naming(spell(given[0] ?? ''), where, isText)
        const signs = signsOf(given)
        if (!createMentions(given)(textOfExchange(found))) return
        named += 1
        expect(signs.length === 0 || mayHold(JSON.stringify(found), signs)).toBe(true)
      },
    ),
    { numRuns: 1000 },
  )
  expect(named).toBeGreaterThan(100)
})

test('it finds few of those that name nobody', () => {
  const signs = signsOf(['+14155550123'])
  const other = naming('From=%2B14155550124&To=sip%3Aann%40example.com%20x', 2, true)
  expect(mayHold(JSON.stringify(other), signs)).toBe(false)
  expect(signsOf(['+14155550123', 'Анна'])).toEqual([])
})
