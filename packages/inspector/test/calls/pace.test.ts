import { expect, test } from 'vitest'
import { createPace } from '../../src/calls/pace.ts'

test('rests in proportion to its own work while changes follow each other, and not at all when there are none', () => {
  let now = 0
  const pace = createPace(() => now)
  expect(pace.restAfter(100)).toBe(0)
  pace.changed()
  expect(pace.restAfter(100)).toBe(100)
  for (let change = 0; change < 5; change += 1) {
    now += 250
    pace.changed()
  }
  expect(pace.restAfter(100)).toBe(1900)
  expect(pace.restAfter(60_000)).toBe(15_000)
  now += 2500
  expect(pace.restAfter(100)).toBe(0)
})
