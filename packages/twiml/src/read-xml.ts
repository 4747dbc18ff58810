import { SaxesParser } from 'saxes'
import { visibleFrom, xmlFailure, type XmlFailure } from './xml-failure.ts'

/** An element as it was written: names and offsets, no grammar. */
export interface RawElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly attributeOffsets: Readonly<Record<string, number>>
  readonly offset: number
  readonly children: readonly (RawElement | RawText)[]
}

export interface RawText {
  readonly text: string
  /** Of its first visible character. */
  readonly offset: number
}

/** Why nothing could be read. `doctype` and `depth` are refused, all else is not well-formed. */
export interface XmlRefusal extends XmlFailure {
  readonly reason: 'malformed' | 'doctype' | 'depth'
}

export type XmlResult = { readonly root: RawElement } | { readonly refusal: XmlRefusal }

interface OpenElement {
  name: string
  attributes: Record<string, string>
  attributeOffsets: Record<string, number>
  offset: number
  children: (OpenElement | RawText)[]
}

/** Carries a refusal out of the XML parser's event handlers. */
class Refused extends Error {
  readonly refusal: XmlRefusal
  constructor(refusal: XmlRefusal) {
    super(refusal.message)
    this.refusal = refusal
  }
}

const XML_ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Reads a source as strict XML and stops at the first thing that is wrong. Never throws. */
export function readXml(source: string, maxDepth: number): XmlResult {
  try {
    return { root: readRoot(source, maxDepth) }
  } catch (error) {
    if (error instanceof Refused) return { refusal: error.refusal }
    // The XML parser asserts its own state; no input is known to break it, and none may break a call.
    const message = 'The document is not well-formed XML.'
    return { refusal: { reason: 'malformed', message, offset: 0 } }
  }
}

function readRoot(source: string, maxDepth: number): RawElement {
  const parser = new SaxesParser({
    xmlns: false,
    position: false,
    forceXMLVersion: true,
    defaultXMLVersion: '1.0',
  })
  parser.ENTITIES = Object.assign(Object.create(null), XML_ENTITIES)
  const open: OpenElement[] = []
  let root: OpenElement | undefined
  let started: OpenElement = emptyElement('', 0)
  /** End of the last event: where the next text or element starts. */
  let from = 0

  function refuse(reason: XmlRefusal['reason'], message: string, offset: number): never {
    throw new Refused({ reason, message, offset })
  }

  function addText(text: string, offset: number): void {
    // An empty CDATA section says nothing.
    if (text === '') return
    const siblings = open.at(-1)?.children
    const last = siblings?.at(-1)
    if (last !== undefined && 'text' in last)
      siblings?.splice(-1, 1, { text: last.text + text, offset: last.offset })
    else siblings?.push({ text, offset })
  }

  parser.on('error', (error) => {
    throw new Refused({ reason: 'malformed', ...xmlFailure(error.message, source, from, parser.position) })
  })
  parser.on('doctype', (declared) =>
    refuse(
      'doctype',
      /^\s*html\b/i.test(declared)
        ? 'The answer is an HTML page, as frameworks send for errors, and no TwiML.'
        : 'The document has a document type declaration; TwiML needs none, and ringback reads none.',
      from,
    ),
  )
  parser.on('text', (text) => {
    addText(text, visibleFrom(source, from))
    // The parser has read the "<" that ends the text.
    from = parser.position - 1
  })
  parser.on('cdata', (text) => {
    addText(text, from)
    from = parser.position
  })
  parser.on('opentagstart', (tag) => {
    if (open.length >= maxDepth) {
      refuse(
        'depth',
        `Elements are nested more than ${maxDepth} deep, which is ringback's own limit; no TwiML needs that.`,
        from,
      )
    }
    started = emptyElement(tag.name, source.lastIndexOf('<', parser.position - 1))
  })
  parser.on('attribute', ({ name }) => {
    started.attributeOffsets[name] = attributeOffset(source, name, parser.position)
    from = parser.position
  })
  parser.on('opentag', (tag) => {
    started.attributes = { ...tag.attributes }
    open.at(-1)?.children.push(started)
    root ??= started
    open.push(started)
    from = parser.position
  })
  parser.on('closetag', () => {
    open.pop()
    from = parser.position
  })
  parser.on('comment', () => {
    // The parser has not read the ">" yet.
    from = parser.position + 1
  })
  for (const event of ['processinginstruction', 'xmldecl'] as const) {
    parser.on(event, () => {
      from = parser.position
    })
  }
  parser.write(source).close()
  return root ?? refuse('malformed', 'The document has no root element.', 0)
}

function emptyElement(name: string, offset: number): OpenElement {
  return { name, attributes: {}, attributeOffsets: Object.create(null), offset, children: [] }
}

/** Where the name of an attribute starts, from the end of its value: `end` is just after the closing quote. */
function attributeOffset(source: string, name: string, end: number): number {
  const quote = source[end - 1] ?? '"'
  return source.lastIndexOf(name, source.lastIndexOf('=', source.lastIndexOf(quote, end - 2)))
}
