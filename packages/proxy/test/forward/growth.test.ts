import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createAnswerParser } from '../../src/forward/answer-parser.ts'
import { GrowingBuffer } from '../../src/forward/growing-buffer.ts'
import { MalformedAnswer } from '../../src/forward/malformed-answer.ts'

test('bytes that are appended and dropped come out as they came in', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 20 }), fc.nat({ max: 25 }))),
      (steps) => {
        const buffer = new GrowingBuffer()
        let model = Buffer.alloc(0)
        for (const [chunk, length] of steps) {
          buffer.append(Buffer.from(chunk))
          model = Buffer.concat([model, chunk])
          expect(buffer.bytes.equals(model)).toBe(true)
          buffer.drop(length)
          model = model.subarray(Math.min(length, model.length))
          expect(buffer.bytes.equals(model)).toBe(true)
        }
      },
    ),
  )
})

/** How many bytes are copied and searched for a head of so many bytes that arrives byte by byte. */
function workFor(shape: (length: number) => string, length: number): number {
  const bytes = Buffer.from(shape(length), 'latin1')
  let work = 0
  const originals = { copy: Buffer.prototype.copy, indexOf: Buffer.prototype.indexOf }
  Buffer.prototype.copy = function (this: Buffer, target: NodeJS.ArrayBufferView, start?: number): number {
    work += this.length
    return originals.copy.call(this, target, start)
  }
  // The overloads of indexOf have no common type.
  const counted = function (this: Buffer, value: string | number | Buffer, from = 0): number {
    work += this.length - from
    return Reflect.apply(originals.indexOf, this, [value, from]) as number
  }
  Buffer.prototype.indexOf = counted as typeof originals.indexOf
  try {
    const parser = createAnswerParser({
      informational: () => undefined,
      head: () => undefined,
      data: () => undefined,
      end: () => undefined,
    })
    parser.start('POST')
    for (let at = 0; at < bytes.length; at += 1) parser.push(bytes.subarray(at, at + 1))
  } catch (error) {
    if (!(error instanceof MalformedAnswer)) throw error
  } finally {
    Buffer.prototype.copy = originals.copy
    Buffer.prototype.indexOf = originals.indexOf
  }
  return work
}

test.each<[string, (length: number) => string]>([
  ['one long field', (length) => `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(length)}`],
  ['many fields', (length) => `HTTP/1.1 200 OK\r\n${'X: 1\r\n'.repeat(length / 6)}`],
  ['carriage returns', (length) => `HTTP/1.1 200 OK\r\nX: ${'\r'.repeat(length)}`],
  ['informational answers', (length) => 'HTTP/1.1 103 A\r\n\r\n'.repeat(length / 18)],
  [
    'a chunk extension',
    (length) => `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;${'x'.repeat(length / 10)}`,
  ],
  [
    'trailers',
    (length) => `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: ${'x'.repeat(length)}`,
  ],
])('twice the bytes in single pieces are twice the work: %s', (_name, shape) => {
  const [once, twice] = [workFor(shape, 15_000), workFor(shape, 30_000)]
  expect(twice).toBeGreaterThan(once)
  expect(twice).toBeLessThan(once * 2.5)
})
