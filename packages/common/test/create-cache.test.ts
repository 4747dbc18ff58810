import { createCache } from '@ringback/common'
import { expect, test } from 'vitest'

test('a cache does the work for a key once', () => {
  const cached = createCache<string>()
  let times = 0
  const work = (): string => `result ${(times += 1)}`
  expect([cached('a', work), cached('a', work), cached('b', work)]).toEqual([
    'result 1',
    'result 1',
    'result 2',
  ])
})

test('undefined is a result like any other', () => {
  const cached = createCache<undefined>()
  let times = 0
  for (let at = 0; at < 3; at += 1) cached('a', () => void (times += 1))
  expect(times).toBe(1)
})

test('a cache keeps no more than 200 results, and none under a key of more than 20,000 characters', () => {
  const cached = createCache<number>()
  let times = 0
  const work = (): number => (times += 1)
  for (let at = 0; at < 201; at += 1) cached(String(at), work)
  cached('0', work)
  expect(times).toBe(202)
  const long = 'k'.repeat(20_001)
  cached(long, work)
  cached(long, work)
  expect(times).toBe(204)
})
