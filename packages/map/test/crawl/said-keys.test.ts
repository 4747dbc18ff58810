import { expect, test } from 'vitest'
import { saidKeys } from '../../src/crawl/said-keys.ts'

const keysIn = (prompt: string) =>
  saidKeys([prompt])
    .map(({ key }) => key)
    .join('')

test.each([
  ['For sales, press 1. For support, press 2.', '12'],
  ['Press one for sales or press two for support.', '12'],
  ['Press the star key to go back.', '*'],
  ['For sales, dial 1; for billing, dial 2.', '12'],
  ['Press 1 or 2 to go on.', '12'],
  ['Für den Vertrieb drücken Sie die 1.', '1'],
  ['Para ventas, oprima 1.', '1'],
  ['Pour les ventes, appuyez sur 3.', '3'],
  ['Enter your 10 digit account number.', ''],
  ['We are open from 9 to 5.', ''],
  ['Your order 12 is ready. Press 1.5 times.', ''],
])('%s offers %j', (prompt, keys) => {
  expect(keysIn(prompt)).toBe(keys)
})

test('a key comes with its sentence, and once', () => {
  expect(saidKeys(['Hello. For sales, press 1.', 'Again: press 1 for sales.'])).toEqual([
    { key: '1', sentence: 'For sales, press 1.' },
  ])
})
