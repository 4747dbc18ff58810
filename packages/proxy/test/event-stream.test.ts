import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createEventStream } from '../src/event-stream.ts'
import { createTimeText } from '../src/record/time-text.ts'

test('every reader gets the events since it came, in order; one that falls behind loses the oldest', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 2, max: 40 }),
      fc.array(fc.constantFrom('emit', 'emit', 'emit', 'read', 'ask'), { maxLength: 200 }),
      async (limit, steps) => {
        const stream = createEventStream<number>(limit)
        const reader = stream[Symbol.asyncIterator]()
        const got: Promise<IteratorResult<number, unknown>>[] = []
        let emitted = 0
        for (const step of steps) {
          // With `ask` nobody waits for the answer before the next step.
          if (step === 'emit') stream.emit(emitted++)
          else got.push(reader.next())
          if (step === 'read' && got.length <= emitted) await Promise.race([got.at(-1), Promise.resolve()])
        }
        stream.end()
        stream.emit(-1)
        while (got.length === 0 || (await got.at(-1))?.done !== true) got.push(reader.next())
        const results = await Promise.all(got)
        const values = results.flatMap(({ done, value }) => (done === true ? [] : [value]))
        expect(values).toEqual([...new Set(values)].toSorted((a, b) => Number(a) - Number(b)))
        expect(values.at(-1) ?? -1).toBe(emitted - 1)
        expect(values.length).toBeGreaterThanOrEqual(emitted <= limit ? emitted : Math.floor(limit / 2))
        expect(await reader.next()).toEqual({ value: undefined, done: true })
      },
    ),
  )
})

test('a reader that leaves gets nothing more; what came before the first reader is kept for it', async () => {
  const stream = createEventStream<number>()
  stream.emit(1)
  stream.emit(2)
  for await (const event of stream) {
    expect(event).toBe(1)
    break
  }
  stream.emit(3)
  const second = stream[Symbol.asyncIterator]()
  const next = second.next()
  stream.emit(4)
  expect(await next).toEqual({ value: 4, done: false })
  expect(await second.return?.()).toEqual({ value: undefined, done: true })
  expect(await second.next()).toEqual({ value: undefined, done: true })
})

test('a time is spelled as Date spells it', () => {
  const timeText = createTimeText()
  fc.assert(
    fc.property(
      fc.oneof(
        fc.date({ noInvalidDate: true }).map((date) => date.getTime()),
        fc.integer({ min: -3000, max: 3000 }),
      ),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (ms, fraction) => {
        fc.pre(Math.abs(ms + fraction) <= 8.64e15)
        expect(timeText(ms + fraction)).toBe(new Date(ms + fraction).toISOString())
      },
    ),
  )
})
