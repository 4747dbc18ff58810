import { svg } from '@ringback/map'
import { expect, test } from 'vitest'
import { goodPages, mapOf, markWith, phoneMapWith, stateWith } from '../support.ts'

test('boxes do not overlap, and lie within the picture', async () => {
  const picture = svg(await mapOf(goodPages))
  const [, width = '0', height = '0'] = /viewBox="0 0 (\S+) (\S+)"/.exec(picture) ?? []
  const boxes = [
    ...picture.matchAll(
      /<rect class="(?:state|end|error|reference)[^"]*" x="(\S+)" y="(\S+)" width="(\S+)" height="(\S+)"/g,
    ),
  ].map(([, ...numbers]) => numbers.map(Number))
  expect(boxes.length).toBeGreaterThan(4)
  for (const [index, [x = 0, y = 0, w = 0, h = 0]] of boxes.entries()) {
    expect(x + w).toBeLessThanOrEqual(Number(width))
    expect(y + h).toBeLessThanOrEqual(Number(height))
    for (const [x2 = 0, y2 = 0, , h2 = 0] of boxes.slice(index + 1)) {
      expect(x !== x2 || y + h <= y2 || y2 + h2 <= y).toBe(true)
    }
  }
})

test('text from the app is escaped', () => {
  const picture = svg(
    phoneMapWith({ states: [stateWith({ heard: ['<script>alert("1")</script> & more'] })] }),
  )
  expect(picture).not.toContain('<script>')
  expect(picture).toContain('&lt;script&gt;')
})

test('marks are drawn', () => {
  expect(svg(phoneMapWith({ marks: [markWith({ severity: 'error' })] }))).toMatch(
    /class="end failed"[^]*▲ dead-end/,
  )
})

test('an empty map is an empty picture', () => {
  expect(svg(phoneMapWith({ edges: [] }))).toMatch(/^<svg [^>]*\/>\n$/)
})
