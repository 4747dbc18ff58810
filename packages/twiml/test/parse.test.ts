import { MAX_TWIML_BYTES, parseTwiml, type TwimlNode } from '@ringback/twiml'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { twimlSource, xmlText } from './support/twiml-arbitrary.ts'

const encoder = new TextEncoder()

describe('positions', () => {
  test('elements, attributes and text know where they stand', () => {
    const source = `<?xml version="1.0"?>\n<!-- & -->\n<Response>\n  <Gather  timeout = "5"\n   action='/a?x=&quot;timeout&quot;'>\n    <Say>\n      Hello</Say></Gather>\n</Response>`
    const gather = parseTwiml(source).document?.root.children[0]
    expect(gather).toMatchObject({
      id: 'Gather',
      position: { line: 4, column: 3, offset: source.indexOf('<Gather') },
      attributes: { timeout: '5', action: '/a?x="timeout"' },
      attributePositions: { timeout: { line: 4, column: 12 }, action: { line: 5, column: 4 } },
      children: [{ position: { line: 6, column: 5 }, children: [{ position: { line: 7, column: 7 } }] }],
    })
  })

  test('carriage returns end lines as well', () => {
    const { document } = parseTwiml('<Response>\r\n<Pause/>\r<Pause/>\n<Pause/></Response>')
    expect(document?.root.children.map(({ position }) => position.line)).toEqual([2, 3, 4])
  })

  test('everything stands where its position says', () => {
    fc.assert(
      fc.property(twimlSource, (source) => {
        expect(misplacedIn(source, parseTwiml(source).document!.root)).toEqual([])
      }),
    )
  })
})

/** The nodes that do not start where their position says. */
function misplacedIn(source: string, node: TwimlNode): TwimlNode[] {
  const rest = source.slice(node.position.offset)
  if (node.kind === 'text')
    return node.text.trim() === '' || /^(<!\[CDATA\[|[^<>\s])/.test(rest) ? [] : [node]
  const positions = Object.entries(node.attributePositions)
  const isInPlace =
    rest.startsWith(`<${node.name}`) &&
    positions.every(([name, { offset }]) => source.startsWith(`${name}=`, offset))
  return [...(isInPlace ? [] : [node]), ...node.children.flatMap((child) => misplacedIn(source, child))]
}

describe('text', () => {
  test('entities, references and CDATA become characters, comments vanish', () => {
    fc.assert(
      fc.property(xmlText, (text) => {
        const written = Array.from(text, (character) => `&#${character.codePointAt(0)};`).join('<!-- x -->')
        const { document } = parseTwiml(`<Response><Say>${written}</Say></Response>`)
        const say = document?.root.children[0]
        expect(say?.kind === 'element' && say.text).toBe(text)
      }),
    )
  })

  test('white space between elements is no text, in speech it is', () => {
    const { document } = parseTwiml('<Response> <Say> <break/> </Say> </Response>')
    const say = document?.root.children[0]
    expect(document?.root.children).toHaveLength(1)
    expect(say?.kind === 'element' && say.children).toHaveLength(3)
  })
})

describe('names', () => {
  test('Sip in Refer is another element than Sip in Dial', () => {
    const { document } = parseTwiml('<Response><Dial><Sip/></Dial><Refer><Sip/></Refer></Response>')
    const ids = document?.root.children.map(
      (child) => child.kind === 'element' && child.children.map((inner) => 'id' in inner && inner.id),
    )
    expect(ids).toEqual([['Sip'], ['ReferSip']])
  })

  test('an id of the grammar is no element', () => {
    const { document } = parseTwiml('<Response><Say><SsmlBreak/></Say><constructor/></Response>')
    expect(document?.root.children).toMatchObject([
      { children: [{ id: null }] },
      { id: null, name: 'constructor' },
    ])
  })

  test('attributes named like parts of JavaScript objects are attributes', () => {
    const { document } = parseTwiml(
      '<Response><Say __proto__="a" constructor="b" toString="c">x</Say></Response>',
    )
    const say = document?.root.children[0]
    expect(say?.kind === 'element' && Object.entries(say.attributes)).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
      ['toString', 'c'],
    ])
  })
})

describe('encodings', () => {
  test.each([
    [
      'utf-8 with a byte order mark',
      [0xef, 0xbb, 0xbf, ...encoder.encode('<Response><Say>é</Say></Response>')],
    ],
    [
      'declared latin 1',
      [
        ...encoder.encode('<?xml version="1.0" encoding="ISO-8859-1"?><Response><Say>'),
        0xe9,
        ...encoder.encode('</Say></Response>'),
      ],
    ],
    [
      'utf-16',
      [0xff, 0xfe, ...Array.from('<Response><Say>é</Say></Response>', (c) => [c.charCodeAt(0), 0]).flat()],
    ],
  ])('%s is read', (_, bytes) => {
    const { document, findings } = parseTwiml(Uint8Array.from(bytes))
    const say = document?.root.children[0]
    expect(findings).toEqual([])
    expect(say?.kind === 'element' && say.text).toBe('é')
  })

  test('an unknown declared encoding is read as UTF-8', () => {
    const { document } = parseTwiml(encoder.encode('<?xml version="1.0" encoding="x-none"?><Response/>'))
    expect(document).not.toBeNull()
  })

  test('what cannot be decoded is tolerated with a finding', () => {
    const bytes = Uint8Array.from([
      ...encoder.encode('<Response><Say>'),
      0xff,
      ...encoder.encode('</Say></Response>'),
    ])
    const { document, findings } = parseTwiml(bytes)
    expect(document).not.toBeNull()
    expect(findings).toMatchObject([{ code: 'twiml-invalid-encoding', severity: 'warning' }])
  })

  test('U+FFFD itself is nothing to complain about', () => {
    expect(parseTwiml(encoder.encode('<Response><Say>\uFFFD</Say></Response>')).findings).toEqual([])
  })
})

describe('size', () => {
  const document = (length: number, unit = 'x') => `<Response>${unit.repeat(length)}</Response>`

  test('is counted in bytes, and the limit itself is fine', () => {
    const room = MAX_TWIML_BYTES - document(0).length
    expect(parseTwiml(document(room)).document).not.toBeNull()
    expect(parseTwiml(document(room + 1)).findings).toMatchObject([{ twilioCode: 11750, severity: 'error' }])
    expect(parseTwiml(document(Math.floor(room / 2), 'é')).document).not.toBeNull()
    expect(parseTwiml(document(Math.floor(room / 2) + 1, 'é')).findings).toMatchObject([
      { twilioCode: 11750 },
    ])
  })

  test('may be set', () => {
    expect(parseTwiml('<Response/>', { maxBytes: 10 }).document).toBeNull()
    expect(parseTwiml(document(100_000), { maxBytes: 200_000 }).document).not.toBeNull()
  })
})
