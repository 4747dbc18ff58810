import * as fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { createWorkPace } from '../../src/node/settle/work-pace.ts'

/** Works in pieces of these lengths while others need the processor or not; returns what of the time was work, in milliseconds. */
async function paced(
  pieces: readonly number[],
  isBusy: () => boolean,
): Promise<{ readonly worked: number; readonly rested: number; readonly longestWork: number }> {
  let now = 0
  let rested = 0
  let work = 0
  let longestWork = 0
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now)
  try {
    const pace = createWorkPace({
      isBusy,
      async sleep(ms) {
        now += ms
        rested += ms
        work = 0
      },
      onRest: () => undefined,
    })
    pace.begin()
    for (const ms of pieces) {
      now += ms
      work += ms
      longestWork = Math.max(longestWork, work)
      await pace.betweenPieces()
    }
    await pace.rest()
  } finally {
    clock.mockRestore()
  }
  return { worked: pieces.reduce((sum, ms) => sum + ms, 0), rested, longestWork }
}

const pieces = fc.array(fc.double({ min: 0.01, max: 20, noNaN: true }), { minLength: 1, maxLength: 200 })

test('while others need the processor, work takes an eighth of the time, in parts of 50 ms and one piece', async () => {
  await fc.assert(
    fc.asyncProperty(pieces, async (lengths) => {
      const { worked, rested, longestWork } = await paced(lengths, () => true)
      expect(rested).toBeCloseTo(worked * 7, 6)
      expect(longestWork).toBeLessThan(50 + 20)
    }),
  )
})

test('work does not rest while nobody else needs the processor, and goes on as soon as that is so', async () => {
  expect((await paced([30, 30, 30, 30], () => false)).rested).toBe(0)
  let looks = 0
  const { rested } = await paced([60], () => (looks += 1) <= 2)
  expect(rested).toBe(200)
})

test('one long piece of work is followed by a rest of two seconds at most', async () => {
  expect((await paced([9000], () => true)).rested).toBe(2000)
})

test('a rest is as long as the work took, without what was waited for others', async () => {
  let now = 0
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now)
  const rests: number[] = []
  const sleep = async (ms: number): Promise<void> => {
    rests.push(ms)
    now += ms
  }
  try {
    const pace = createWorkPace({ isBusy: () => true, sleep, onRest: () => undefined })
    pace.begin()
    now += 10
    now += 1000
    pace.waited(1000)
    await pace.rest()
    // More than there was is no work of the future.
    pace.waited(5000)
    now += 1
    await pace.rest()
  } finally {
    clock.mockRestore()
  }
  expect(rests.reduce((sum, ms) => sum + ms, 0)).toBe(7 * 11)
})
