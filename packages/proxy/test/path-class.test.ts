import * as fc from 'fast-check'
import { pathClass } from '@ringback/proxy'
import { expect, test } from 'vitest'

test.each([
  ['/', '/'],
  ['/voice', '/voice'],
  ['/voice?To=%2B14155550100', '/voice'],
  ['/voice#rc=2', '/voice'],
  ['/voice/', '/voice/…'],
  ['/voice/617-555-0121', '/voice/…'],
  ['/customers/penelope', '/customers/…'],
  ['/617-555-0121', '/…'],
  ['/+14155550100/menu', '/…'],
  ['/Penelope', '/…'],
  ['/sk_live_4eC39HqLyjWDarjtT1zdp7dc', '/…'],
  ['/AC00000000000000000000000000000001', '/…'],
  ['/v1/voice', '/v1/…'],
  ['/api-v2/voice', '/…'],
  ['/call-status', '/call-status'],
  ['/favicon.ico', '/favicon.ico'],
  ['//voice', '/…'],
  ['/%2Fvoice', '/…'],
  ['http://user:secret@host/voice/x', '/voice/…'],
  ['http://host', '/'],
  ['*', '/…'],
  ['', '/'],
  ['/\u001B[31m', '/…'],
])('%j is %s', (target, expected) => {
  expect(pathClass(target)).toBe(expected)
})

test('no digit but a version, no capital and nothing of a second segment or a query is ever told', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom('a', 'b', '1', 'A', '/', '?', '#', '%', '.', '-', '_', ':', '@', 'é', '\u001B'),
        maxLength: 40,
      }),
      (rest) => {
        expect(pathClass(`/${rest}`)).toMatch(/^\/(?:[a-z]+(?:[-_][a-z]+)*(?:\.[a-z]+)?|v\d{1,2}|)(?:\/?…)?$/)
      },
    ),
  )
})
