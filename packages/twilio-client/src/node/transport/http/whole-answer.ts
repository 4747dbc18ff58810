import { Buffer } from 'node:buffer'
import http from 'node:http'
import { createCache } from '@ringback/common'
import type { Headers } from '@ringback/recording'

/** A complete answer of the plainest form. */
export interface WholeAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: Buffer
}

/** The head of such an answer, and where its body ends. */
interface PlainHead {
  readonly status: number
  readonly headers: Headers
  /** The length of the body, or `chunked`. */
  readonly framing: number | 'chunked'
}

const headEnd = Buffer.from('\r\n\r\n')
const lineEnd = Buffer.from('\r\n')
/** Node's client refuses heads beyond its own limit, 16 KiB unless it is told another. */
const longestHead = Math.min(8192, http.maxHeaderSize)
const nothing = Buffer.alloc(0)

/**
 * The answer that these bytes are, if they are all of it, nothing comes after it, and it is of a form that no two readers
 * understand differently: HTTP/1.1, printable ASCII in the head, a final status, and one Content-Length or chunks without
 * extensions and trailers, not packed. `incomplete`: they are the beginning of such an answer, and its whole head. `other`: somebody else is to
 * read them.
 */
export function wholeAnswerIn(bytes: Buffer): WholeAnswer | 'incomplete' | 'other' {
  const at = bytes.indexOf(headEnd)
  if (at < 0 || at > longestHead - headEnd.length) return 'other'
  const head = plainHeadOf(bytes.toString('latin1', 0, at + lineEnd.length))
  if (head === undefined) return 'other'
  const { status, headers, framing } = head
  const rest = bytes.subarray(at + headEnd.length)
  const body = framing === 'chunked' ? joinedChunks(rest) : cutTo(framing, rest)
  return typeof body === 'string' ? body : { status, headers, body }
}

function cutTo(length: number, rest: Buffer): Buffer | 'incomplete' | 'other' {
  if (rest.length === length) return rest
  return rest.length < length ? 'incomplete' : 'other'
}

/** An app answers with few heads in a second. */
const heads = createCache<PlainHead | undefined>()

function plainHeadOf(text: string): PlainHead | undefined {
  return heads(text, () => parseHead(text))
}

const headShape = /^HTTP\/1\.1 ([2-5]\d\d)(?: [ -~]*)?\r\n((?:[!#$%&'*+\-.^_`|~0-9A-Za-z]+:[ -~]*\r\n)*)$/

function parseHead(text: string): PlainHead | undefined {
  const [, statusText, lines = ''] = headShape.exec(text) ?? []
  if (statusText === undefined) return undefined
  const headers = lines.split('\r\n').slice(0, -1).map(headerIn)
  const status = Number(statusText)
  const framing = framingOf(status, headers)
  return framing === undefined ? undefined : { status, headers, framing }
}

function headerIn(line: string): readonly [name: string, value: string] {
  const at = line.indexOf(':')
  return [line.slice(0, at), line.slice(at + 1).replace(/^ +| +$/g, '')]
}

/** Undefined: it has none, two, or one that may be understood differently. */
function framingOf(status: number, headers: Headers): PlainHead['framing'] | undefined {
  const ofFraming = headers.filter(([name]) =>
    /^(?:content-(?:length|encoding)|transfer-encoding|upgrade|trailer)$/i.test(name),
  )
  if (status === 204 || status === 304) return ofFraming.length === 0 ? 0 : undefined
  const [only] = ofFraming
  if (only === undefined || ofFraming.length > 1) return undefined
  const [name, value] = [only[0].toLowerCase(), only[1]]
  if (name === 'transfer-encoding') return value.toLowerCase() === 'chunked' ? 'chunked' : undefined
  return name === 'content-length' && /^\d{1,9}$/.test(value) ? Number(value) : undefined
}

/** The body in chunks. */
function joinedChunks(bytes: Buffer): Buffer | 'incomplete' | 'other' {
  const chunks: Buffer[] = []
  for (let at = 0; ;) {
    const end = bytes.indexOf(lineEnd, at)
    if (end < 0)
      return /^(?:[0-9a-f]{1,6}\r?)?$/i.test(bytes.toString('latin1', at, at + 8)) ? 'incomplete' : 'other'
    const line = bytes.toString('latin1', at, end)
    if (!/^[0-9a-f]{1,6}$/i.test(line)) return 'other'
    const from = end + lineEnd.length
    const to = from + Number.parseInt(line, 16)
    if (to < bytes.length && bytes[to] !== 0x0d) return 'other'
    at = to + lineEnd.length
    if (at > bytes.length) return 'incomplete'
    if (bytes[to + 1] !== 0x0a) return 'other'
    if (from === to) return at === bytes.length ? joined(chunks) : 'other'
    chunks.push(bytes.subarray(from, to))
  }
}

function joined(chunks: readonly Buffer[]): Buffer {
  const [first = nothing] = chunks
  return chunks.length > 1 ? Buffer.concat(chunks) : first
}
