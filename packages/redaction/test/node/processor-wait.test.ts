import { expect, test } from 'vitest'
import { createProcessorWait, type ProcessorUse } from '../../src/node/settle/processor-wait.ts'

/** A thread with these counts, one after the other, in milliseconds on a processor and of waiting for one. */
function uses(
  ...counts: readonly (readonly [ran: number, waited: number])[]
): readonly (ProcessorUse | undefined)[] {
  const texts = counts.map(([ran, waited]) => `${ran * 1e6} ${waited * 1e6} 7\n`)
  const wait = createProcessorWait(() => texts.shift() ?? '')
  return counts.slice(1).map(() => wait.use())
}

test('tells how long a thread ran, and how much of the time that a thread wanted a processor it waited for one, since it was last asked', () => {
  expect(uses([10, 10], [110, 10], [110, 110], [140, 120])).toEqual([
    { ranMs: 100, waitedShare: 0 },
    { ranMs: 0, waitedShare: 1 },
    { ranMs: 30, waitedShare: 0.25 },
  ])
  expect(uses([10, 10], [11, 12])).toEqual([undefined])
})

test('a system that does not count says so', () => {
  for (const read of [
    () => '',
    () => 'no numbers',
    () => {
      throw new Error('ENOENT')
    },
  ]) {
    const wait = createProcessorWait(read)
    expect(wait.use()).toBeUndefined()
    expect(wait.use()).toBeUndefined()
  }
})
