import * as fc from 'fast-check'
import { withoutSids } from '@ringback/fuzz'
import { expect, test } from 'vitest'

const sid = fc
  .tuple(
    fc.constantFrom('CA', 'RE', 'AC'),
    fc.string({ unit: fc.constantFrom(...Array.from('0123456789abcdef')), minLength: 32, maxLength: 32 }),
  )
  .map(([prefix, rest]) => prefix + rest)

test('values that differ in their SIDs only are the same without them', () => {
  fc.assert(
    fc.property(sid, sid, (one, other) => {
      const url = (value: string): string => `https://api.example.com/Calls/${value}/Recordings`
      expect(withoutSids(url(one)) === withoutSids(url(other))).toBe(one.slice(0, 2) === other.slice(0, 2))
    }),
  )
})

test('other values stay as they are', () => {
  for (const value of ['', '+14155550100', 'CA123', `ca${'1'.repeat(32)}`])
    expect(withoutSids(value)).toBe(value)
})
