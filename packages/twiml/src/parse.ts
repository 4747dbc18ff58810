import { decodeSource } from './xml/decode-source.ts'
import { twimlFinding, type FindingParts, type TwimlFinding } from './finding.ts'
import { elementRow } from './grammar.ts'
import { element as elementName } from './names.gen.ts'
import type { ElementRow } from './model.ts'
import { positionsIn, type Position } from './position.ts'
import type { RawElement, RawText } from './xml/raw-element.ts'
import { readXml, type XmlRefusal } from './xml/read-xml.ts'
import { nearest } from '@ringback/common'
import { shortened } from '@ringback/common'
import type { KnownElement, TwimlDocument, TwimlElement, TwimlNode, TwimlText } from './tree.ts'

/** Twilio takes at most 64 kB. */
export const MAX_TWIML_BYTES = 65_536

const MAX_DEPTH = 200

/** The values of Response's version attribute that Twilio's API ever had. */
const KNOWN_VERSIONS: ReadonlySet<string> = new Set(['2010-04-01', '2008-08-01'])

/** How much is read. */
export interface ParseOptions {
  /** Sources above this size are not read (11750). Default: Twilio's 64 kB. */
  readonly maxBytes?: number
  /**
   * Deeper nesting is not read. Default 200. Reading takes no stack; printing, linting and comparing do, some thousands
   * of levels deep.
   */
  readonly maxDepth?: number
}

/** A document and what is wrong with it as a whole. */
export interface ParseResult {
  /** Null when Twilio would not run any of it. */
  readonly document: TwimlDocument | null
  /** What is wrong with the document as a whole; the grammar is `lintTwiml`'s. */
  readonly findings: readonly TwimlFinding[]
}

/**
 * Reads TwiML as strictly as Twilio does: well-formed XML with a Response root, at most 64 kB. No document type,
 * no entities beyond XML's five. Time and memory are bounded by `maxBytes`. Never throws.
 */
export function parseTwiml(source: string | Uint8Array, options: ParseOptions = {}): ParseResult {
  const { maxBytes = MAX_TWIML_BYTES, maxDepth = MAX_DEPTH } = options
  if (isLargerThan(source, maxBytes)) return { document: null, findings: [tooLarge(maxBytes)] }
  const { text, findings } = decodeSource(source)
  if (text === '' || text === BYTE_ORDER_MARK) return { document: null, findings: [...findings, emptyBody()] }
  const positionAt = positionsIn(text)
  const result = readXml(text, maxDepth)
  if ('refusal' in result) {
    return { document: null, findings: [...findings, refusalFinding(result.refusal, positionAt)] }
  }
  const problem = rootProblem(result.root, positionAt)
  if (problem !== undefined) return { document: null, findings: [...findings, problem] }
  // The root's name has just been checked.
  const root = treeOf(result.root, positionAt) as KnownElement<'Response'>
  return { document: { root }, findings }
}

const BYTE_ORDER_MARK = '\uFEFF'

function isLargerThan(source: string | Uint8Array, maxBytes: number): boolean {
  if (typeof source !== 'string') return source.length > maxBytes
  // A UTF-16 code unit is between one and three bytes of UTF-8.
  if (source.length > maxBytes) return true
  return source.length * 3 > maxBytes && new TextEncoder().encode(source).length > maxBytes
}

const START: Position = { line: 1, column: 1, offset: 0 }

function tooLarge(maxBytes: number): TwimlFinding {
  return twimlFinding({
    code: 'twiml-too-large',
    message: `The document is larger than ${maxBytes} bytes; Twilio refuses it and requests the fallback URL or ends the call.`,
    position: START,
    twilioCode: 11750,
  })
}

function emptyBody(): TwimlFinding {
  return twimlFinding({
    code: 'twiml-empty-body',
    message: 'The answer has no body, so Twilio has nothing to run. To do nothing, answer <Response/>.',
    position: START,
    twilioCode: 11770,
  })
}

const refusalCodes: Readonly<
  Record<XmlRefusal['reason'], Pick<FindingParts, 'code' | 'twilioCode' | 'severity'>>
> = {
  malformed: { code: 'twiml-malformed', twilioCode: 12100 },
  doctype: { code: 'twiml-doctype', twilioCode: 12100 },
  depth: { code: 'twiml-too-deep', severity: 'error' },
}

function refusalFinding(refusal: XmlRefusal, positionAt: (offset: number) => Position): TwimlFinding {
  const consequence = refusal.reason === 'malformed' ? ' Twilio does not run the document.' : ''
  return twimlFinding({
    ...refusalCodes[refusal.reason],
    message: refusal.message + consequence,
    position: positionAt(refusal.offset),
  })
}

function rootProblem(root: RawElement, positionAt: (offset: number) => Position): TwimlFinding | undefined {
  if (root.name !== elementName.Response) {
    return twimlFinding({
      code: 'twiml-wrong-root',
      message: `The root element is ${shortened(root.name)}, and Twilio runs documents only with a Response root.`,
      position: positionAt(root.offset),
      twilioCode: 12102,
      element: root.name,
      suggestion: nearest(root.name, [elementName.Response]),
    })
  }
  const { version } = root.attributes
  if (version === undefined || KNOWN_VERSIONS.has(version.trim())) return undefined
  return twimlFinding({
    code: 'twiml-bad-version',
    message: `Response has version "${shortened(version)}", which Twilio does not know; remove the attribute.`,
    position: positionAt(root.attributeOffsets['version'] ?? root.offset),
    twilioCode: 12101,
    element: root.name,
    attribute: 'version',
  })
}

/** An element whose children are being built. */
interface Unfinished {
  readonly raw: RawElement
  readonly row: ElementRow | undefined
  readonly children: TwimlNode[]
  /** The place of the next child to build. */
  next: number
}

/** The tree of an element. It goes without recursion: how deep elements are nested is up to the app. */
function treeOf(root: RawElement, positionAt: (offset: number) => Position): TwimlElement {
  const open = [unfinished(root, undefined)]
  for (;;) {
    const current = open.at(-1)
    if (current === undefined) throw new Error('Internal error: the root element was never closed.')
    const child = current.raw.children[current.next++]
    if (child === undefined) {
      open.pop()
      const finished = elementOf(current, positionAt)
      const parent = open.at(-1)
      if (parent === undefined) return finished
      parent.children.push(finished)
    } else if ('name' in child) open.push(unfinished(child, current.row?.id))
    else if (keepsSpace(current) || /[^ \t\r\n]/.test(child.text))
      current.children.push(textNode(child, positionAt))
  }
}

function unfinished(raw: RawElement, parentId: string | undefined): Unfinished {
  return { raw, row: elementRow(raw.name, parentId), children: [], next: 0 }
}

/** In speech white space is a pause between words. */
function keepsSpace({ row }: Unfinished): boolean {
  return row !== undefined && (row.id === elementName.Say || row.kind === 'ssml')
}

function elementOf(
  { raw, row, children }: Unfinished,
  positionAt: (offset: number) => Position,
): TwimlElement {
  const texts = children.filter((child) => child.kind === 'text')
  const offsets = Object.entries(raw.attributeOffsets)
  return {
    kind: 'element',
    // An id of the grammar is also a name only when they are equal: <SsmlBreak> is no element.
    id: row?.name === raw.name ? row.id : null,
    name: raw.name,
    attributes: raw.attributes,
    attributePositions: Object.fromEntries(offsets.map(([name, offset]) => [name, positionAt(offset)])),
    children,
    text: texts.map(({ text }) => text).join(''),
    position: positionAt(raw.offset),
    // `id` and `name` come out of one row of the grammar that the union is generated from.
  } as TwimlElement
}

function textNode(raw: RawText, positionAt: (offset: number) => Position): TwimlText {
  return { kind: 'text', text: raw.text, position: positionAt(raw.offset) }
}
