import { elementRow, elementRows, type AttributeRow, type ElementRow } from '@ringback/twiml'
import * as fc from 'fast-check'

/** Text without characters that XML cannot carry. */
export const xmlText: fc.Arbitrary<string> = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom(' ', '\t', '\n', '\r', '&', '<', '>', '"', "'", ']]>', 'é', '\u{1F600}'),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    ),
  })
  // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
  .map((text) => text.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '').toWellFormed())

/** One arbitrary per element and depth: speech mark-up nests in itself in every combination. */
const sources = new Map<string, fc.Arbitrary<string>>()

/** Legal TwiML built from the grammar, as it might have been written by hand. */
export const twimlSource: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '<?xml version="1.0" encoding="UTF-8"?>\n', '\n<!-- hello -->'),
    elementSource('Response', 4),
  )
  .map(([start, root]) => start + root)

function elementSource(id: string, depth: number): fc.Arbitrary<string> {
  const key = `${id} ${depth}`
  const source = sources.get(key) ?? newElementSource(id, depth)
  sources.set(key, source)
  return source
}

function newElementSource(id: string, depth: number): fc.Arbitrary<string> {
  const row = elementRow(id)
  if (row === undefined) throw new Error(`no element ${id}`)
  const children =
    depth === 0 || row.children.length === 0
      ? fc.constant<string[]>([])
      : fc.array(childSource(row, depth), { maxLength: 3 })
  return fc
    .tuple(attributesSource(row), children)
    .map(([attributes, inner]) =>
      inner.length === 0
        ? `<${row.name}${attributes}/>`
        : `<${row.name}${attributes}>${inner.join('')}</${row.name}>`,
    )
}

function childSource(row: ElementRow, depth: number): fc.Arbitrary<string> {
  const elements = row.children.map((child) => elementSource(child, depth - 1))
  const between = fc.constantFrom('\n  ', '<!-- note -->', '')
  const text = row.text === 'none' ? between : fc.oneof(between, xmlText.map(escaped), xmlText.map(cdata))
  return fc.oneof(...elements, text)
}

function attributesSource(row: ElementRow): fc.Arbitrary<string> {
  if (row.attributes.length === 0) return fc.constant('')
  return fc
    .subarray([...row.attributes], { maxLength: Math.min(5, row.attributes.length) })
    .chain((chosen) => fc.tuple(...chosen.map(attributeSource)))
    .map((written) => written.join(''))
}

function attributeSource(row: AttributeRow): fc.Arbitrary<string> {
  // Twilio refuses a document whose version it does not know.
  if (row.name === 'version') return fc.constant(' version="2010-04-01"')
  const values = fc.oneof(
    fc.constantFrom(...(row.values?.slice(0, 5) ?? ['1', 'true', 'GET', '/next?a=1&b=2', ''])),
    xmlText,
  )
  return fc
    .tuple(values, fc.constantFrom('"', "'"))
    .map(([value, quote]) => ` ${row.name}=${quote}${escaped(value)}${quote}`)
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', '')}]]>`
}

/** Every name the grammar has, for documents that are not quite legal. */
export const anyElementName: fc.Arbitrary<string> = fc.constantFrom(
  ...elementRows.map(({ name }) => name),
  'say',
  'Blink',
)
