import { parseAddress, withheldNumbers, withheldWords } from '@ringback/catalog'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

test.each([
  ['', { scheme: 'empty' }],
  ['+14155550100', { scheme: 'pstn', number: '+14155550100' }],
  ['+49494949494912248033558', { scheme: 'pstn', number: '+49494949494912248033558' }],
  ['464', { scheme: 'short-code', number: '464' }],
  ['4150000000', { scheme: 'raw', text: '4150000000' }],
  ['+1571XXXXXXX', { scheme: 'raw', text: '+1571XXXXXXX' }],
  ['client:joey:ramone', { scheme: 'client', identity: 'joey:ramone' }],
  ['whatsapp:+14155550100', { scheme: 'whatsapp', number: '+14155550100' }],
  ['sim:HS1', { scheme: 'sim', sid: 'HS1' }],
  [`AP${'0'.repeat(32)}`, { scheme: 'app', sid: `AP${'0'.repeat(32)}` }],
  [
    'sip:a@b@example.com:5060;transport=UDP?x=1',
    { scheme: 'sip', user: 'a@b', host: 'example.com:5060', parameters: ';transport=UDP?x=1' },
  ],
  ['sip:example.com', { scheme: 'sip', user: '', host: 'example.com', parameters: '' }],
  ['Anonymous', { scheme: 'withheld', word: 'anonymous' }],
  ['+17378742833', { scheme: 'withheld', word: 'restricted' }],
])('%j', (value, address) => {
  expect(parseAddress(value)).toEqual(address)
})

test('every sentinel is withheld', () => {
  for (const value of [...withheldWords, ...withheldNumbers.map(({ number }) => number)]) {
    expect(parseAddress(value).scheme).toBe('withheld')
  }
})

test('the keypad spellings are what the keypad spells', () => {
  const keys = ['ABC', 'DEF', 'GHI', 'JKL', 'MNO', 'PQRS', 'TUV', 'WXYZ']
  for (const { word, number } of withheldNumbers) {
    const spelt = Array.from(word, (letter) => keys.findIndex((key) => key.includes(letter)) + 2).join('')
    expect([`+${spelt}`, `+1${spelt}`]).toContain(number)
  }
})

test('any text has a form, and what is no scheme of Twilio is kept as it is', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const address = parseAddress(text)
      expect(address.scheme === 'raw' ? address.text : text).toBe(text)
    }),
  )
})
