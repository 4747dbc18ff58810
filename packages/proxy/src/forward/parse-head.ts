import type { AnswerHead, RawHeaders } from './forwarder.ts'
import { MalformedAnswer } from './malformed-answer.ts'

const statusLine = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: ([\t\x20-\x7e\x80-\xff]*))?$/
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
// oxlint-disable-next-line no-control-regex -- finds what is not allowed in a field value
const forbiddenInValue = /[^\t\x20-\x7e\x80-\xff]/

/** The head of an answer to a request of `method`. `text` is latin1, without the empty line at its end. */
export function parseHead(text: string, method: string): AnswerHead {
  const lines = text.split('\r\n')
  const first = statusLine.exec(lines[0] ?? '')
  if (first === null) throw new MalformedAnswer('The first line is not an HTTP/1.1 status line.')
  const status = Number(first[2])
  const headers = parseFields(lines, 1)
  const httpMinor = first[1] === '0' ? 0 : 1
  return { httpMinor, status, reason: first[3] ?? '', headers, framing: framingOf(status, headers, method) }
}

/** Header or trailer fields from `lines[from]` on, as raw pairs. */
export function parseFields(lines: readonly string[], from: number): RawHeaders {
  const fields: string[] = []
  for (let index = from; index < lines.length; index += 1) {
    const line = lines[index] ?? ''
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(colon, 0))
    const value = trimmed(line, colon + 1)
    if (!token.test(name)) throw new MalformedAnswer('A line among the header fields is not "name: value".')
    if (forbiddenInValue.test(value))
      throw new MalformedAnswer(`The header field ${name} contains a control character.`)
    fields.push(name, value)
  }
  return fields
}

/** The text from `from` on without white space around it; linear, whatever the text. */
function trimmed(line: string, from: number): string {
  let start = from
  let end = line.length
  while (start < end && isBlank(line.charCodeAt(start))) start += 1
  while (end > start && isBlank(line.charCodeAt(end - 1))) end -= 1
  return line.slice(start, end)
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09
}

function framingOf(status: number, headers: RawHeaders, method: string): AnswerHead['framing'] {
  let transferEncoding: string | undefined
  let length: string | undefined
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index]?.toLowerCase()
    const value = headers[index + 1] ?? ''
    if (name === 'transfer-encoding') {
      transferEncoding = transferEncoding === undefined ? value : `${transferEncoding},${value}`
    }
    if (name === 'content-length') {
      if (!/^\d{1,15}$/.test(value) || (length !== undefined && length !== value)) {
        throw new MalformedAnswer('Content-Length is not one decimal number.')
      }
      length = value
    }
  }
  if (transferEncoding !== undefined && length !== undefined) {
    throw new MalformedAnswer('The answer has both Transfer-Encoding and Content-Length.')
  }
  if (method === 'HEAD' || status === 204 || status === 304 || status < 200) return 'none'
  if (transferEncoding !== undefined)
    return /(?:^|[ \t,])chunked$/i.test(transferEncoding) ? 'chunked' : 'close'
  return length === undefined ? 'close' : 'length'
}
