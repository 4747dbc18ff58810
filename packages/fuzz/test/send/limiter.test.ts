import { expect, test } from 'vitest'
import { createLimiter } from '../../src/send/limiter.ts'

test('work waits for its turn, in order, also after work that failed', async () => {
  const limit = createLimiter(2)
  const started: number[] = []
  const ends: (() => void)[] = []
  const work = (item: number) =>
    limit(() => {
      started.push(item)
      return new Promise<number>((resolve, reject) => {
        ends.push(item === 1 ? () => reject(new Error('one')) : () => resolve(item))
      })
    })
  const results = Promise.allSettled([work(1), work(2), work(3), work(4)])
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  await turn()
  expect(started).toEqual([1, 2])
  ends[0]?.()
  await turn()
  expect(started).toEqual([1, 2, 3])
  for (const end of ends) end()
  await turn()
  expect(started).toEqual([1, 2, 3, 4])
  ends.at(-1)?.()
  expect((await results).map(({ status }) => status)).toEqual([
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ])
})
