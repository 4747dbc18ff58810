import { stripVTControlCharacters } from 'node:util'
import * as fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import wrapAnsi from 'wrap-ansi'
import { brokenLines } from '../src/format/broken-lines.ts'
import { cut } from '../src/format/cut.ts'
import { shortenMiddle } from '../src/format/shorten-middle.ts'
import { table } from '../src/format/table.ts'
import { widthOf } from '../src/format/width-of.ts'
import { wrap } from '../src/format/wrap.ts'

const cell = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom('CA0123456789abcdef0123456789abcdef', '你好世界', '👩‍👩‍👧', 'é', '\u001B[1mbold\u001B[22m'),
)
const rows = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 5 })
const width = fc.integer({ min: 30, max: 120 })

describe('table', () => {
  it('keeps both ends of a SID, and aligns wide characters', () => {
    const sid = 'CA0123456789abcdef0123456789abcdef'
    expect(
      table(
        [
          [sid, '你好', 'x'],
          ['a', 'b', 'c'],
        ],
        30,
      ).split('\n'),
    ).toEqual([expect.stringMatching(/^CA0\w+…\w+ef {2}你好 {2}x$/), expect.stringMatching(/^a +b {5}c$/)])
  })

  it('fits into any width that has room for its columns', () => {
    fc.assert(
      fc.property(rows, width, (cells, columns) => {
        for (const line of table(cells, columns).split('\n'))
          expect(stringWidth(line)).toBeLessThanOrEqual(columns)
      }),
    )
  })

  it('changes no cell where there is no limit', () => {
    fc.assert(
      fc.property(rows, (cells) => {
        const lines = table(cells)
        for (const text of cells.flat()) expect(lines).toContain(text)
      }),
    )
  })
})

describe('shortenMiddle', () => {
  it('fits, keeps both ends, and changes nothing that fits', () => {
    fc.assert(
      fc.property(cell, fc.integer({ min: 1, max: 50 }), (text, most) => {
        const short = shortenMiddle(text, most)
        expect(stringWidth(short)).toBeLessThanOrEqual(most)
        const isWhole = stringWidth(text) <= most
        expect(isWhole ? short === text : short.includes('…')).toBe(true)
      }),
    )
  })
})

describe('what is measured without a library', () => {
  const plain = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'c', '-', '→', '…'), maxLength: 60 })
  const styled = plain.map((text) => `\u001B[1m\u001B[31m${text}\u001B[39m\u001B[22m`)

  it('is as wide as the library says', () => {
    fc.assert(
      fc.property(fc.oneof(plain, styled, cell), (text) => {
        expect(widthOf(text)).toBe(stringWidth(text))
      }),
    )
  })

  it('is broken where the library breaks it', () => {
    fc.assert(
      fc.property(plain, fc.integer({ min: 1, max: 40 }), fc.boolean(), (text, columns, hard) => {
        expect(brokenLines(text, columns, { hard })).toEqual(wrapAnsi(text, columns, { hard }).split('\n'))
      }),
    )
  })
})

describe('wrap and cut', () => {
  it('make lines that fit, and lose nothing but spaces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 200 }), width, (text, columns) => {
        const lines = wrap(text, columns, 4)
        for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(columns)
        expect(lines.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''))
        expect(stringWidth(cut(text, columns))).toBeLessThanOrEqual(columns)
      }),
    )
  })

  it('close a style at the end of a line', () => {
    expect(cut('\u001B[31mred and more\u001B[39m', 3)).toBe('\u001B[31mred\u001B[39m')
    expect(
      wrap('\u001B[31mred and more words than fit\u001B[39m', 20, 2).map(stripVTControlCharacters),
    ).toEqual(['red and more words', '  than fit'])
  })
})
