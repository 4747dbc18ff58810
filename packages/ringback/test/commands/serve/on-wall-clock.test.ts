import { expect, test } from 'vitest'
import { onWallClock } from '../../../src/commands/serve/on-wall-clock.ts'

test('an exchange of a fast clock is told with its real time, which is never in the future', () => {
  const startedAt = Date.parse('2026-01-01T12:00:00.000Z')
  const fast = { startedAt: '2026-01-01T12:10:00.000Z', durationMs: 500 }
  expect(onWallClock(fast, { startedAt, speed: 10 })).toEqual({
    ...fast,
    startedAt: '2026-01-01T12:01:00.000Z',
    durationMs: 50,
  })
  expect(onWallClock(fast, { startedAt, speed: 1 })).toEqual(fast)
})
