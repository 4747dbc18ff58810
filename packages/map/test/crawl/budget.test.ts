import { expect, test } from 'vitest'
import { createBudget } from '../../src/crawl/budget.ts'
import { goodPages, optionsFor } from '../support.ts'

test('calls are counted, and made until the requests are used up', async () => {
  const budget = createBudget(optionsFor(goodPages, { maxRequests: 2 }))
  expect(await budget.call([], [])).toBeDefined()
  expect(await budget.call([], [{ type: 'keys', keys: '1' }])).toBeDefined()
  expect(budget.limits.size).toBe(0)
  expect(await budget.call([], [])).toBeUndefined()
  expect([...budget.limits]).toEqual(['the crawl stopped after 2 requests (--max-requests)'])
  expect(budget.spent().calls).toBe(2)
  expect(budget.spent().requests).toBeGreaterThanOrEqual(2)
})

test('no call is made after the time', async () => {
  let now = 0
  const budget = createBudget(optionsFor(goodPages, { maxTimeMs: 1000, now: () => now }))
  expect(await budget.call([], [])).toBeDefined()
  now = 1000
  expect(await budget.call([], [])).toBeUndefined()
  expect([...budget.limits]).toEqual(['the crawl stopped after 1 s (--max-time)'])
})

test('all calls have one caller, and another one each where that is wanted, unless the options say who calls', async () => {
  const callers: (string | null)[] = []
  const pages = {
    '/voice': (parameters: URLSearchParams) => {
      callers.push(parameters.get('From'))
      return ''
    },
  }
  const free = createBudget(optionsFor(pages))
  await free.call([], [])
  await free.call([], [])
  await free.call([], [], 'fresh')
  expect(free.useFreshCallers()).toBe(true)
  await free.call([], [])
  await free.call([], [])
  expect(callers[0]).toBe(callers[1])
  expect(new Set(callers).size).toBe(4)
  for (const caller of callers) expect(caller).toMatch(/^\+1\d{3}55501\d\d$/)
  const bound = createBudget(optionsFor(pages, { call: { from: '+14155550177' } }))
  expect(bound.useFreshCallers()).toBe(false)
  await bound.call([], [])
  expect(callers.at(-1)).toBe('+14155550177')
})
