import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { forEachAtOnce } from '../../src/send/for-each-at-once.ts'

test('every item has its turn once, and never more at a time than allowed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat()), fc.integer({ min: 1, max: 5 }), async (items, atOnce) => {
      const done: number[] = []
      let running = 0
      let most = 0
      await forEachAtOnce(items, atOnce, async (item) => {
        running += 1
        most = Math.max(most, running)
        await Promise.resolve()
        running -= 1
        done.push(item)
      })
      expect(new Set(done)).toEqual(new Set(items))
      expect(done).toHaveLength(items.length)
      expect(most).toBe(Math.min(atOnce, items.length))
    }),
  )
})

test('the first failure is passed on', async () => {
  const work = forEachAtOnce([1, 2, 3], 2, async (item) => {
    if (item === 2) throw new Error('two')
  })
  await expect(work).rejects.toThrow('two')
})
