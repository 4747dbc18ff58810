import { createHash, createHmac } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as neutral from '../src/neutral/hashes.ts'
import * as native from '../src/node/hashes.ts'

describe.each([
  ['without node:crypto', neutral],
  ['with node:crypto', native],
])('%s', (_, { hmacSha1, sha256Hex }) => {
  const expected = (key: string, text: string): string =>
    createHmac('sha1', key).update(text).digest('base64')

  test('is HMAC-SHA1 in base64, whatever the lengths of key and text', () => {
    const text = fc.string({ unit: 'binary', maxLength: 2000, size: 'medium' })
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text, (key, text) => {
        expect(hmacSha1(key, text)).toBe(expected(key, text))
      }),
    )
  })

  test('holds for each length around the blocks of the hash', () => {
    for (let length = 0; length < 200; length++)
      expect(hmacSha1('x'.repeat(length), 'y'.repeat(length))).toBe(
        expected('x'.repeat(length), 'y'.repeat(length)),
      )
  })

  test('holds for a text longer than the buffer, and for a short one after it', () => {
    for (const text of ['é'.repeat(10_000), 'short', '漢'.repeat(50_000)])
      expect(hmacSha1('key', text)).toBe(expected('key', text))
  })

  test('bytes that follow a text are hashed as if they were its end', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, rest) => {
        expect(hmacSha1('key', text, new TextEncoder().encode(rest))).toBe(
          createHmac('sha1', 'key').update(text, 'utf8').update(rest, 'utf8').digest('base64'),
        )
      }),
    )
  })

  test('holds for more keys than are kept', () => {
    for (let round = 0; round < 2; round++)
      for (let at = 0; at < 100; at++) expect(hmacSha1(`key${at}`, 'text')).toBe(expected(`key${at}`, 'text'))
  })

  test('is SHA-256 in hexadecimal, of texts and of bytes', () => {
    const content = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 2000 }),
      fc.uint8Array({ maxLength: 300 }),
    )
    fc.assert(
      fc.property(content, (value) => {
        expect(sha256Hex(value)).toBe(createHash('sha256').update(value).digest('hex'))
      }),
    )
  })
})
