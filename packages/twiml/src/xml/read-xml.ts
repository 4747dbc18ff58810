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

function readRoot(source: string, maxDepth: number): RawElement {
  const parser = new SaxesParser({
    xmlns: false,
    position: false,
    forceXMLVersion: true,
    defaultXMLVersion: '1.0',
  })
  parser.ENTITIES = Object.assign(Object.create(null), XML_ENTITIES)
  const builder = createTreeBuilder(source)
  refuseWrong(parser, source, builder)
  parser.on('opentagstart', ({ name }) => {
    if (builder.depth() >= maxDepth) {
      const message = `Elements are nested more than ${maxDepth} deep, which is ringback's own limit; TwiML does not need that.`
      refuse('depth', message, builder.from())
    }
    builder.tagName(name, parser.position)
  })
  parser.on('attribute', ({ name }) => builder.attribute(name, parser.position))
  parser.on('opentag', ({ attributes }) => builder.open(attributes, parser.position))
  parser.on('closetag', () => builder.close(parser.position))
  // The parser has read the "<" that ends the text, and not yet the ">" that ends a comment.
  parser.on('text', (text) => builder.text(text, parser.position - 1))
  parser.on('cdata', (text) => builder.cdata(text, parser.position))
  parser.on('comment', () => builder.skip(parser.position + 1))
  parser.on('processinginstruction', () => builder.skip(parser.position))
  parser.on('xmldecl', () => builder.skip(parser.position))
  parser.write(source).close()
  return builder.root() ?? refuse('malformed', 'The document has no root element.', 0)
}

type Parser = SaxesParser<{ xmlns: false; position: false; forceXMLVersion: true; defaultXMLVersion: '1.0' }>

/** Ends the reading at what is not well-formed, and at a document type declaration. */
function refuseWrong(parser: Parser, source: string, builder: TreeBuilder): void {
  parser.on('error', ({ message }) => {
    const failure = xmlFailure(message, source, builder.from(), parser.position)
    refuse('malformed', failure.message, failure.offset)
  })
  parser.on('doctype', (declared) =>
    refuse(
      'doctype',
      /^\s*html\b/i.test(declared)
        ? 'The answer is an HTML page, as frameworks send for errors, and not TwiML.'
        : 'The document has a document type declaration; TwiML needs none; remove it.',
      builder.from(),
    ),
  )
}

function refuse(reason: XmlRefusal['reason'], message: string, offset: number): never {
  throw new Refused({ reason, message, offset })
}
