import { lintTwiml, parseTwiml } from '@ringback/twiml'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyElementName } from './support/twiml-arbitrary.ts'

const encoder = new TextEncoder()
const MEGABYTE = 1_000_000

/** Characters and words that lead an XML reader astray, in any order. */
const nearlyXml = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<Response>',
        '</Response>',
        '<?xml version="1.0"?>',
        '<!DOCTYPE r [',
        ']>',
        '<!ENTITY a "b">',
      ),
      fc.constantFrom(
        '<',
        '>',
        '/>',
        '</',
        '<!--',
        '-->',
        '<![CDATA[',
        ']]>',
        '&',
        ';',
        '&amp;',
        '&#0;',
        '&#xD800;',
        '&#99999999;',
        '&a;',
      ),
      fc.constantFrom(
        '"',
        "'",
        '=',
        ' ',
        '\n',
        '\r',
        '\0',
        '\uD800',
        '\uDC00',
        '\uFFFF',
        '\uFEFF',
        ' a="',
        '__proto__="',
      ),
      anyElementName.map((name) => `<${name} timeout="`),
      anyElementName.map((name) => `</${name}>`),
      fc.string({ unit: 'binary', maxLength: 5 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''))

describe('nothing makes the linter throw', () => {
  test('strings', () => {
    fc.assert(
      fc.property(fc.oneof(nearlyXml, fc.string({ unit: 'binary' })), (source) => {
        const { document, findings } = parseTwiml(source)
        expect(document === null).toBe(findings.some(({ severity }) => severity === 'error'))
        const places = lintTwiml(source).map(
          ({ line, column, offset }) => line >= 1 && column >= 1 && offset <= source.length,
        )
        expect(places).not.toContain(false)
      }),
      { numRuns: 500 },
    )
  })

  test('bytes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          nearlyXml.map((text) => encoder.encode(text)),
        ),
        (bytes) => {
          expect(() => lintTwiml(bytes)).not.toThrow()
        },
      ),
      { numRuns: 500 },
    )
  })

  test('nearly legal documents', () => {
    fc.assert(
      fc.property(nearlyXml, (inner) => {
        const source = `<Response>${inner}</Response>`
        expect(Array.isArray(lintTwiml(source, { context: 'conference-wait-url', inline: true }))).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

const bombs: Readonly<Record<string, () => string | Uint8Array>> = {
  'ten entities that double ten times': () =>
    `<!DOCTYPE r [${Array.from({ length: 10 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('')}]><Response>&e10;</Response>`,
  'a parameter entity': () => '<!DOCTYPE r [<!ENTITY % x SYSTEM "http://127.0.0.1/x"> %x;]><Response/>',
  'a document type that never ends': () => `<!DOCTYPE r [${'<!ENTITY a "b">'.repeat(4000)}`,
  'a hundred megabytes of text': () => `<Response><Say>${'x'.repeat(100 * MEGABYTE)}</Say></Response>`,
  'a hundred megabytes of bytes': () => new Uint8Array(100 * MEGABYTE),
  'a million elements deep': () => '<a>'.repeat(MEGABYTE),
  'as deep as 64 kB allow': () => `<Response>${'<a>'.repeat(21_000)}`,
  'two thousand attributes of one name': () => `<Response ${'a="1" '.repeat(2000)}/>`,
  'a name as long as the document': () => `<${'R'.repeat(65_000)}/>`,
  'one attribute that never ends': () => `<Response a="${'x'.repeat(65_000)}`,
  'one entity that never ends': () => `<Response>&${'x'.repeat(65_000)}`,
  'many ampersands': () => `<Response>${'&'.repeat(65_000)}`,
  'many opened comments': () => `<Response>${'<!--'.repeat(16_000)}`,
  'many brackets': () => `<Response>${']'.repeat(65_000)}</Response>`,
  NULs: () => '\0'.repeat(65_000),
}

describe('bombs are refused', () => {
  test.each(Object.entries(bombs))('%s', (_, bomb) => {
    const findings = lintTwiml(bomb())
    expect(findings.some(({ severity }) => severity === 'error')).toBe(parseTwiml(bomb()).document === null)
    expect(JSON.stringify(findings).length).toBeLessThan(2000)
  })
})

describe('large documents within the limit are linted', () => {
  const open = { maxBytes: Infinity }
  const large: Readonly<Record<string, [source: string, findings: number]>> = {
    'many different attributes': [
      `<Response><Say ${Array.from({ length: 5000 }, (_, i) => `a${i}="1"`).join(' ')}>x</Say></Response>`,
      5000,
    ],
    'many unknown verbs': [`<Response>${'<Saay/>'.repeat(9000)}</Response>`, 9000],
    'many verbs': [`<Response>${'<Pause/>'.repeat(8000)}</Response>`, 0],
    'nested speech': [
      `<Response><Say>${'<prosody rate="slow">'.repeat(150)}x${'</prosody>'.repeat(150)}</Say></Response>`,
      0,
    ],
  }
  test.each(Object.entries(large))('%s', (_, [source, count]) => {
    expect(parseTwiml(source, open).document).not.toBeNull()
    expect(lintTwiml(source)).toHaveLength(count)
  })
})
