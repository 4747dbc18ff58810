import { SaxesParser } from 'saxes'
import type { RawElement } from './raw-element.ts'
import { createTreeBuilder, type TreeBuilder } from './tree-builder.ts'
import { xmlFailure, type XmlFailure } from './xml-failure.ts'

/** Why nothing could be read. `doctype` and `depth` are refused, all else is not well-formed. */
export interface XmlRefusal extends XmlFailure {
  readonly reason: 'malformed' | 'doctype' | 'depth'
}

export type XmlResult = { readonly root: RawElement } | { readonly refusal: XmlRefusal }

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

/** A reader is made once, since making one takes longer than reading a usual document. */
let idle: Reader | undefined

function readRoot(source: string, maxDepth: number): RawElement {
  const reader = idle ?? createReader()
  // After a refusal it is in the middle of a document, and another one is made.
  idle = undefined
  const root = reader(source, maxDepth)
  idle = reader
  return root
}

type Parser = SaxesParser<{ xmlns: false; position: false; forceXMLVersion: true; defaultXMLVersion: '1.0' }>
type Reader = (source: string, maxDepth: number) => RawElement

/** What is being read. */
interface Reading {
  source: string
  maxDepth: number
  builder: TreeBuilder
}

function createReader(): Reader {
  const parser: Parser = new SaxesParser({
    xmlns: false,
    position: false,
    forceXMLVersion: true,
    defaultXMLVersion: '1.0',
  })
  const reading: Reading = { source: '', maxDepth: 0, builder: createTreeBuilder('') }
  build(parser, reading)
  refuseWrong(parser, reading)
  return (source, maxDepth) => {
    reading.source = source
    reading.maxDepth = maxDepth
    const builder = createTreeBuilder(source)
    reading.builder = builder
    parser.ENTITIES = Object.assign(Object.create(null), XML_ENTITIES)
    parser.write(source).close()
    return builder.root() ?? refuse('malformed', 'The document has no root element.', 0)
  }
}

function build(parser: Parser, reading: Reading): void {
  parser.on('opentagstart', ({ name }) => {
    const { builder, maxDepth } = reading
    if (builder.depth() >= maxDepth) {
      const message = `Elements are nested more than ${maxDepth} deep, which is ringback's own limit; TwiML does not need that.`
      refuse('depth', message, builder.from())
    }
    builder.tagName(name, parser.position)
  })
  parser.on('attribute', ({ name }) => reading.builder.attribute(name, parser.position))
  parser.on('opentag', ({ attributes }) => reading.builder.open(attributes, parser.position))
  parser.on('closetag', () => reading.builder.close(parser.position))
  // The parser has read the "<" that ends the text, and not yet the ">" that ends a comment.
  parser.on('text', (text) => reading.builder.text(text, parser.position - 1))
  parser.on('cdata', (text) => reading.builder.cdata(text, parser.position))
  parser.on('comment', () => reading.builder.skip(parser.position + 1))
  parser.on('processinginstruction', () => reading.builder.skip(parser.position))
  parser.on('xmldecl', () => reading.builder.skip(parser.position))
}

/** Ends the reading at what is not well-formed, and at a document type declaration. */
function refuseWrong(parser: Parser, reading: Reading): void {
  parser.on('error', ({ message }) => {
    const { source, builder } = reading
    const failure = xmlFailure(message, source, builder.from(), parser.position)
    refuse('malformed', failure.message, failure.offset)
  })
  parser.on('doctype', (declared) =>
    refuse(
      'doctype',
      /^\s*html\b/i.test(declared)
        ? 'The answer is an HTML page, as frameworks send for errors, and not TwiML.'
        : 'The document has a document type declaration; TwiML needs none; remove it.',
      reading.builder.from(),
    ),
  )
}

function refuse(reason: XmlRefusal['reason'], message: string, offset: number): never {
  throw new Refused({ reason, message, offset })
}
