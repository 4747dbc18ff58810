import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createKeptCalls, rowOfKept } from '../../src/calls/kept-calls.ts'
import { foundCall, readNews } from './calls.ts'

const second = fc.nat({ max: 12 })
const step = fc.record({
  found: fc.uniqueArray(second),
  gone: fc.uniqueArray(second),
  read: fc.uniqueArray(second),
})

test('whatever comes, changes and goes: each call stands there once, the newest first, and is counted as read once', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
      const kept = createKeptCalls()
      const isRead = new Map<number, boolean>()
      for (const { found, gone, read } of steps) {
        const names = gone.map((each) => `call-${each}`)
        for (const each of gone) isRead.delete(each)
        for (const each of found) isRead.set(each, false)
        kept.list(
          found.map((each) => foundCall(each)),
          names,
        )
        kept.takeRead(read.map((each) => readNews(each, '1')))
        for (const each of read) if (isRead.has(each)) isRead.set(each, true)
        const expected = [...isRead.keys()].toSorted((a, b) => b - a).map((each) => `call-${each}`)
        expect(kept.all().map((call) => rowOfKept(call).id)).toEqual(expected)
        expect(kept.readCount()).toBe([...isRead.values()].filter(Boolean).length)
      }
    }),
  )
})

test('what a call said stays until its recording was read again', () => {
  const kept = createKeptCalls()
  kept.list([foundCall(1)], [])
  kept.takeRead([readNews(1, '1')])
  const [before] = kept.all()
  expect(kept.list([foundCall(1, 2)], [])).toEqual([before])
  expect(kept.readCount()).toBe(0)
  const row = before === undefined ? undefined : rowOfKept(before)
  expect(row).toMatchObject({ exchanges: 2, details: { kinds: ['gather.action'] } })
})
