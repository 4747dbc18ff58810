import { Writable } from 'node:stream'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLineWriter } from '../../src/shell/line-writer.ts'

/** A reader that takes a piece each time it is told to. */
function reader(): { stream: Writable; read: () => void; text: () => string } {
  let waiting: (() => void) | undefined
  let text = ''
  const stream = new Writable({
    highWaterMark: 64,
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      waiting = () => {
        text += chunk
        done()
      }
    },
  })
  return {
    stream,
    read() {
      const next = waiting
      waiting = undefined
      next?.()
    },
    text: () => text,
  }
}

const tick = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve)
  })

test('what is written arrives whole, in order, or is counted; what waits is bounded', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.constant('read' as const), fc.stringMatching(/^[a-z]{0,40}$/)), {
        maxLength: 200,
      }),
      async (steps) => {
        const { stream, read, text } = reader()
        const told: number[] = []
        const writer = createLineWriter(stream, { limitBytes: 200, onDropped: (lines) => told.push(lines) })
        const written: string[] = []
        for (const [index, step] of steps.entries()) {
          if (step === 'read') {
            read()
            await tick()
          } else {
            writer.write(`${index}:${step}`)
            written.push(`${index}:${step}`)
          }
          // The reader's own buffer, one line that it took over its mark, and what waits.
          expect(stream.writableLength).toBeLessThanOrEqual(64 + 46 + 200)
        }
        const closed = writer.close()
        for (let index = 0; index < 10; index += 1) {
          read()
          await tick()
        }
        const dropped = await closed
        const arrived = text().split('\n').slice(0, -1)
        expect(arrived.length + dropped).toBe(written.length)
        expect(written.filter((line) => arrived.includes(line))).toEqual(arrived)
        expect(told.reduce((sum, lines) => sum + lines, 0)).toBeLessThanOrEqual(dropped)
      },
    ),
  )
})

test('a reader that stands still holds nothing up', async () => {
  const { stream } = reader()
  const writer = createLineWriter(stream, { limitBytes: 1000 })
  for (let index = 0; index < 10_000; index += 1) writer.write(`line ${index}`)
  expect(stream.writableLength).toBeLessThan(200)
  expect(writer.dropped).toBeGreaterThan(9000)
  expect(await writer.close(5)).toBeGreaterThan(9900)
})

test('a reader that is gone ends nothing, and every line is counted', async () => {
  const { stream } = reader()
  const writer = createLineWriter(stream)
  writer.write('one')
  stream.destroy(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
  await tick()
  writer.write('two')
  writer.write('three')
  expect(writer.dropped).toBe(2)
  expect(await writer.close(5)).toBe(2)
})
