import { fieldValueIn } from './field-value.ts'
import type { AnswerHead, RawHeaders } from './forwarder.ts'
import { framingFieldsOf, framingName, isChunked } from './framing-fields.ts'
import { MalformedAnswer } from './malformed-answer.ts'

/** What a head has to be, in one pass: a status line, and lines of "name: value". */
const wellFormedHead =
  // oxlint-disable-next-line no-control-regex -- HTAB may stand in a field value
  /^HTTP\/1\.[01] [1-9]\d\d(?: [\t -~\x80-\xff]*)?(?:\r\n[!#$%&'*+\-.^_`|~0-9A-Za-z]+:[\t -~\x80-\xff]*)*$/
const statusLine = /^HTTP\/1\.[01] [1-9]\d\d(?: [\t\x20-\x7e\x80-\xff]*)?$/
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
// oxlint-disable-next-line no-control-regex -- finds what is not allowed in a field value
const forbiddenInValue = /[^\t\x20-\x7e\x80-\xff]/
/** For some readers a tab ends the name of a coding, for others it belongs to it. */
const tabInTransferEncoding = /\r\ntransfer-encoding:[^\r]*\t/i

const minorAt = 'HTTP/1.'.length
const statusAt = 'HTTP/1.1 '.length
const reasonAt = 'HTTP/1.1 200 '.length

/** The head of an answer to a request of `method`. `text` is latin1, without the empty line at its end. */
export function parseHead(text: string, method: string): AnswerHead {
  if (!wellFormedHead.test(text)) throw problemOfHead(text)
  const status = Number(text.slice(statusAt, statusAt + 3))
  const lineEnd = text.indexOf('\r\n')
  const reason = text.slice(reasonAt, lineEnd < 0 ? text.length : lineEnd)
  const headers = lineEnd < 0 ? [] : fieldsIn(text, lineEnd + 2)
  const httpMinor = text.charCodeAt(minorAt) === 0x30 ? 0 : 1
  return { httpMinor, status, reason, headers, framing: framingOf(status, headers, method, text) }
}

/** Header or trailer fields from a place on, as raw pairs. */
function fieldsIn(text: string, from: number): string[] {
  const fields: string[] = []
  for (let start = from; start < text.length;) {
    const found = text.indexOf('\r\n', start)
    const end = found < 0 ? text.length : found
    const colon = text.indexOf(':', start)
    fields.push(text.slice(start, colon), fieldValueIn(text, colon + 1, end))
    start = end + 2
  }
  return fields
}

/** The fields behind the last chunk. `text` is latin1, without the empty line at its end. */
export function parseTrailers(text: string): RawHeaders {
  const problem = problemOfFields(text.split('\r\n'))
  if (problem !== undefined) throw problem
  const fields = fieldsIn(text, 0)
  for (let index = 0; index < fields.length; index += 2) {
    const name = fields[index] ?? ''
    if (framingName(name) !== undefined)
      throw new MalformedAnswer(`The trailer field ${name} may only stand in the head of an answer.`)
  }
  return fields
}

/** What is wrong with a head that is not well-formed. */
function problemOfHead(text: string): MalformedAnswer {
  const [first = '', ...lines] = text.split('\r\n')
  if (!statusLine.test(first)) return new MalformedAnswer('The first line is not an HTTP/1.1 status line.')
  return problemOfFields(lines) ?? new MalformedAnswer('The head is not one of HTTP/1.1.')
}

function problemOfFields(lines: readonly string[]): MalformedAnswer | undefined {
  for (const line of lines) {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(colon, 0))
    if (!token.test(name)) return new MalformedAnswer('A line among the header fields is not "name: value".')
    if (forbiddenInValue.test(line.slice(colon + 1)))
      return new MalformedAnswer(`The header field ${name} contains a control character.`)
  }
  return undefined
}

function framingOf(status: number, headers: RawHeaders, method: string, text: string): AnswerHead['framing'] {
  const { contentLength, transferEncoding } = framingFieldsOf(headers)
  if (transferEncoding !== undefined && tabInTransferEncoding.test(text))
    throw new MalformedAnswer('Transfer-Encoding contains a tab.')
  if (method === 'HEAD' || status === 204 || status === 304 || status < 200) return 'none'
  if (transferEncoding !== undefined) return isChunked(transferEncoding) ? 'chunked' : 'close'
  return contentLength === undefined ? 'close' : 'length'
}
