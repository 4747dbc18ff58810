import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createBlake2s } from '../src/pseudonyms/blake2s.ts'

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

test('without a key it is what Node computes', () => {
  const digest = createBlake2s(new Uint8Array())
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (message) => {
      expect(hexOf(digest(message))).toBe(createHash('blake2s256').update(message).digest('hex'))
    }),
  )
})

// The first and the last of the keyed vectors that the authors of BLAKE2 publish.
test.each([
  [0, '48a8997da407876b3d79c0d92325ad3b89cbb754d86ab71aee047ad345fd2c49'],
  [255, '3fb735061abc519dfe979e54c1ee5bfad0a9d858b3315bad34bde999efd724dd'],
])('with a key of 32 bytes, over %i bytes', (length, expected) => {
  const bytes = Uint8Array.from({ length: 255 }, (_, index) => index)
  expect(hexOf(createBlake2s(bytes.subarray(0, 32))(bytes.subarray(0, length)))).toBe(expected)
})

test('a key of more than 32 bytes is refused', () => {
  expect(() => createBlake2s(new Uint8Array(33))).toThrow('at most 32 bytes')
})
