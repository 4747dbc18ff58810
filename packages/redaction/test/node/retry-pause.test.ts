import { expect, test } from 'vitest'
import { createRetryPause } from '../../src/node/settle/retry-pause.ts'

test('pauses grow up to some seconds, begin again after a success, and stay short when somebody waits for the end', () => {
  let isLive = true
  const pause = createRetryPause(
    () => isLive,
    () => 1,
  )
  const pauses = Array.from({ length: 8 }, () => pause.next())
  expect(pauses).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000, 5000])
  isLive = false
  expect(pause.next()).toBe(500)
  pause.reset()
  expect(pause.next()).toBe(250)
})

test('chance shortens a pause by a quarter at most', () => {
  const pause = createRetryPause(
    () => true,
    () => 0,
  )
  expect(pause.next()).toBe(187.5)
})
