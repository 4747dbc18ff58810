import { expect, test } from 'vitest'
import { createLoadGauge } from '../../src/node/settle/load-gauge.ts'

/** Keeps this thread at work for some milliseconds. */
function work(ms: number): void {
  for (const end = performance.now() + ms; performance.now() < end;);
}

async function measured(processors: number, busyMs: number, idleMs: number): Promise<boolean> {
  const gauge = createLoadGauge(undefined, processors)
  gauge.measure()
  work(busyMs)
  await new Promise((resolve) => setTimeout(resolve, idleMs))
  gauge.measure()
  // Another thread sees the same.
  return createLoadGauge(gauge.buffer, processors).isBusy()
}

test('a thread that is at work most of the time is busy where processors are few', async () => {
  expect(await measured(2, 300, 1)).toBe(true)
  expect(await measured(2, 0, 300)).toBe(false)
})

test('with a processor for everybody nobody is told to rest', async () => {
  expect(await measured(8, 300, 1)).toBe(false)
})

test('where other processes carry calls, their share of the time counts, and not that of this thread', () => {
  const gauge = createLoadGauge(undefined, 2)
  gauge.measure(0.9)
  expect(gauge.isBusy()).toBe(true)
  work(300)
  gauge.measure(0.1)
  expect(gauge.isBusy()).toBe(false)
})
