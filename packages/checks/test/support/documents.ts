import { elementRow, type AttributeRow, type ElementRow } from '@ringback/twiml'
import * as fc from 'fast-check'

/** An element as it is meant, before it is written down one way or another. */
export interface Meant {
  readonly id: string
  readonly attributes: readonly (readonly [name: string, value: string])[]
  readonly text: string
  readonly children: readonly Meant[]
}

const paths = ['/menu', '/menu?attempt=2', '/a/b', 'https://other.example.com/x']
const words = ['Press 1.', 'Good morning', 'Hello & welcome', '<b>', 'Größe 東京']
const numbers = ['+14155550101', '+12025550142', '+442079460000']

/** Documents of the usual verbs, with valid values only. */
export const meantDocument: fc.Arbitrary<Meant> = fc
  .array(
    fc
      .constantFrom(
        'Say',
        'Play',
        'Pause',
        'Gather',
        'Dial',
        'Record',
        'Redirect',
        'Hangup',
        'Enqueue',
        'Reject',
      )
      .chain(elementOf),
    {
      maxLength: 5,
    },
  )
  .map((children) => ({ id: 'Response', attributes: [], text: '', children }))

function elementOf(id: string): fc.Arbitrary<Meant> {
  const row = rowOf(id)
  return fc
    .tuple(attributesOf(row), textOf(id), childrenOf(id))
    .map(([attributes, text, children]) => ({ id, attributes, text, children }))
}

function rowOf(id: string): ElementRow {
  const row = elementRow(id)
  if (row === undefined) throw new Error(`no element ${id}`)
  return row
}

function childrenOf(id: string): fc.Arbitrary<readonly Meant[]> {
  const nested = { Gather: ['Say', 'Play', 'Pause'], Dial: ['Number', 'Client', 'Conference'] }[id]
  if (nested === undefined) return fc.constant([])
  return fc.array(fc.constantFrom(...nested).chain(elementOf), { maxLength: 2 })
}

function textOf(id: string): fc.Arbitrary<string> {
  if (id === 'Say') return fc.constantFrom(...words)
  if (id === 'Number') return fc.constantFrom(...numbers)
  if (id === 'Play' || id === 'Redirect') return fc.constantFrom(...paths)
  if (id === 'Client' || id === 'Conference' || id === 'Enqueue') return fc.constantFrom('alice', 'room-1')
  return fc.constant('')
}

function attributesOf(row: ElementRow): fc.Arbitrary<Meant['attributes']> {
  const usual = row.attributes.filter(
    ({ deprecated, evidence, required }) => deprecated !== true && evidence !== 'schema' && required !== true,
  )
  return fc
    .subarray(usual, { maxLength: Math.min(3, usual.length) })
    .chain((chosen) =>
      fc.tuple(...chosen.map((each) => valueOf(each).map((value) => [each.name, value] as const))),
    )
}

function valueOf(row: AttributeRow): fc.Arbitrary<string> {
  switch (row.type) {
    case 'boolean':
      return fc.constantFrom('true', 'false')
    case 'integer':
    case 'integerOrAuto':
      return fc.integer({ min: row.min ?? 1, max: Math.min(row.max ?? 60, (row.min ?? 1) + 50) }).map(String)
    case 'httpMethod':
      return fc.constantFrom('GET', 'POST')
    case 'url':
      return fc.constantFrom(...paths)
    case 'enum':
    case 'enumList':
      return fc.constantFrom(...(row.values ?? ['x']).slice(0, 6))
    case 'phoneNumber':
      return fc.constantFrom(...numbers)
    default:
      return fc.constantFrom(row.default ?? '1', '1')
  }
}

/** Which way a document is written; each number decides one thing, in turn. */
export const spelling: fc.Arbitrary<readonly number[]> = fc.array(fc.nat(7), { minLength: 5, maxLength: 40 })

/** A document as a person might write it. All spellings of one document mean the same. */
export function written(meant: Meant, choices: readonly number[] = [0]): string {
  let place = 0
  const choose = (): number => choices[place++ % choices.length] ?? 0
  return `${choose() % 2 === 0 ? '' : '<?xml version="1.0" encoding="UTF-8"?>\n'}${elementText(meant, choose)}`
}

function elementText(meant: Meant, choose: () => number): string {
  const row = rowOf(meant.id)
  const given = [...meant.attributes, ...(choose() % 3 === 1 ? defaultsOf(meant, row) : [])]
  const ordered = choose() % 2 === 1 ? given.toReversed() : given
  const attributes = ordered.map(([name, value]) => attributeText(name, value, choose())).join('')
  const inner = [
    ...(meant.text === '' ? [] : [contentText(meant, choose())]),
    ...meant.children.map((child) => elementText(child, choose)),
  ]
  if (inner.length === 0)
    return choose() % 2 === 0 ? `<${row.name}${attributes}/>` : `<${row.name}${attributes}></${row.name}>`
  const space = meant.text === '' ? (['', '\n  ', '<!-- note -->', ' \n<!-- a --> '][choose() % 4] ?? '') : ''
  return `<${row.name}${attributes}>${space}${inner.join(space)}${space}</${row.name}>`
}

/** The attributes that have a default, written out. Twilio warns about a long maxLength only where it is written (13615). */
function defaultsOf(meant: Meant, row: ElementRow): Meant['attributes'] {
  const taken = new Set(meant.attributes.map(([name]) => name))
  return row.attributes.flatMap((each) =>
    each.default === undefined ||
    each.deprecated === true ||
    taken.has(each.name) ||
    each.name === 'maxLength'
      ? []
      : [[each.name, each.default] as const],
  )
}

function attributeText(name: string, value: string, choice: number): string {
  const quote = choice % 2 === 0 ? '"' : "'"
  return `${[' ', '\n', '  '][choice % 3] ?? ' '}${name}=${quote}${escaped(value)}${quote}`
}

function contentText({ text }: Meant, choice: number): string {
  const plain = choice % 4 === 1 ? `<![CDATA[${text}]]>` : escaped(text)
  if (choice % 4 === 2) return `\n ${plain} `
  return choice % 4 === 3 ? `${plain}<!-- said -->` : plain
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
