import { expect, test } from 'vitest'
import { createLoadGauge } from '../../src/node/settle/load-gauge.ts'

/** Keeps this thread at work for some milliseconds. */
function work(ms: number): void {
  for (const end = performance.now() + ms; performance.now() < end;);
}

async function measured(processors: number, busyMs: number, idleMs: number): Promise<boolean> {
  const gauge = createLoadGauge(undefined, processors)
  gauge.measure(0)
  work(busyMs)
  await new Promise((resolve) => setTimeout(resolve, idleMs))
  gauge.measure(0)
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

test('another thread sees how many exchanges were kept since a count, also where the count starts anew', () => {
  const gauge = createLoadGauge()
  const worker = createLoadGauge(gauge.buffer)
  gauge.measure(2 ** 32 - 5)
  const before = worker.kept()
  gauge.measure(2 ** 32 + 7)
  expect(worker.keptSince(before)).toBe(12)
})

test('where other processes carry calls, their share of the time counts, and not that of this thread', () => {
  const gauge = createLoadGauge(undefined, 2)
  gauge.measure(0, 0.9)
  expect(gauge.isBusy()).toBe(true)
  work(300)
  gauge.measure(0, 0.1)
  expect(gauge.isBusy()).toBe(false)
})
