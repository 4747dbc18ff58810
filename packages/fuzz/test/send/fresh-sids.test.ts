import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { freshSids } from '../../src/send/fresh-sids.ts'

const some = (seed: number): readonly string[] => {
  const fresh = freshSids(seed)
  return Array.from({ length: 50 }, () => fresh('CA'))
}

test('SIDs have the form of Twilio, follow from the seed and never repeat', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer(), (seed, other) => {
      const sids = some(seed)
      for (const sid of sids) expect(sid).toMatch(/^CA[0-9a-f]{32}$/)
      expect(new Set(sids).size).toBe(sids.length)
      expect(some(seed)).toEqual(sids)
      fc.pre(Math.trunc(seed) !== Math.trunc(other))
      expect(sids.filter((sid) => some(other).includes(sid))).toEqual([])
    }),
  )
})
