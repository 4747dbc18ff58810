import * as fc from 'fast-check'
import { printable, printableJson } from '@ringback/common'
import { expect, test } from 'vitest'

/** Texts with many of the characters that must not reach a terminal. */
const hostile = fc.string({
  unit: fc.oneof(
    fc.integer({ min: 0, max: 0x9f }).map((code) => String.fromCodePoint(code)),
    fc.integer({ min: 0x20_00, max: 0x20_6f }).map((code) => String.fromCodePoint(code)),
    fc.integer({ min: 0xd8_00, max: 0xdf_ff }).map((code) => String.fromCharCode(code)),
    fc.constantFrom('\u{E0041}', '\uFEFF', '\u061C', 'a', '\\', 'é', '日', '👍'),
  ),
})

test.each([
  ['\u001B[31mred', String.raw`\x1b[31mred`],
  ['a\u009B2J', String.raw`a\x9b2J`],
  ['abc\u202Etxt.exe', String.raw`abc\u202etxt.exe`],
  ['a\r\nb\tc\u0007', String.raw`a\r\nb\tc\x07`],
  ['\uD800', String.raw`\ud800`],
  ['\u{E0041}', String.raw`\u{e0041}`],
  ['Zoë 日本 👍 \\x1b', 'Zoë 日本 👍 \\x1b'],
])('%j', (text, shown) => {
  expect(printable(text)).toBe(shown)
})

test('nothing that a terminal acts upon or hides is left, and once is enough', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const shown = printable(text)
      // Cc: C0, C1, DEL; Cf: bidirectional and invisible; Zl, Zp: separators; Cs: half surrogate pairs.
      expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u)
      expect(printable(shown)).toBe(shown)
    }),
  )
})

test('line breaks and tabs may be kept, and nothing else', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const lines = printable(text, { keepLines: true })
      expect(lines.replaceAll(/[\n\t]/g, '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u)
      expect(lines.split('\n')).toHaveLength(text.split('\n').length)
    }),
  )
})

test('a line of JSON is the same value for its reader', () => {
  fc.assert(
    fc.property(fc.dictionary(hostile, hostile), (value) => {
      const line = printableJson(value)
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u)
      expect(JSON.parse(line)).toEqual(JSON.parse(JSON.stringify(value)))
      const lines = printableJson(value, 2)
      expect(lines.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u)
      expect(JSON.parse(lines)).toEqual(JSON.parse(line))
    }),
  )
})
