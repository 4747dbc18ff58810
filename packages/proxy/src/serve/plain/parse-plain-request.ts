import { fieldValueIn } from '../../forward/field-value.ts'
import type { RawHeaders } from '../../forward/forwarder.ts'
import { isPlainField, type FieldsSeen } from './plain-field.ts'

/** A request in the one shape that nearly all webhooks have, which needs no HTTP parser to be read without doubt. */
export interface PlainRequest {
  readonly method: 'GET' | 'POST'
  /** The request target exactly as it was received. */
  readonly target: string
  /** Exactly what `IncomingMessage.rawHeaders` would be. */
  readonly headers: RawHeaders
  readonly framing: 'none' | 'length'
  /** Where the body begins, in bytes; it goes to the end of the bytes. */
  readonly bodyStart: number
  /** False when the request says `Connection: close`. */
  readonly keepAlive: boolean
}

const maxFields = 100
const headEnd = Buffer.from('\r\n\r\n')
const versionPart = ' HTTP/1.1'

/**
 * The grammar of a head: GET or POST, a target in origin-form without fragment, HTTP/1.1, and fields without white space
 * before the colon and without folded lines; every line ends with CR LF. One pass, without backtracking into a line.
 */
const plainHead =
  // oxlint-disable-next-line no-control-regex -- HTAB may stand in a field value
  /^(?:POST|GET) \/[!"$-~]* HTTP\/1\.1\r\n(?:[!#$%&'*+\-.^_`|~0-9A-Za-z]+:[\t -~\x80-\xff]*\r\n)+$/

/**
 * The one request that `bytes` are, whole and with nothing after it. Undefined: they are anything else (incomplete, more
 * than one request, or unusual in any way), and Node's parser decides. `maxHeadBytes`: Node's `maxHeaderSize`.
 */
export function parsePlainRequest(bytes: Buffer, maxHeadBytes: number): PlainRequest | undefined {
  const end = bytes.indexOf(headEnd)
  // Node counts less than the whole head: what is near the limit is left to Node.
  if (end < 0 || end + headEnd.length >= maxHeadBytes) return undefined
  const bodyStart = end + headEnd.length
  const head = bytes.toString('latin1', 0, end + 2)
  if (!plainHead.test(head)) return undefined
  const method = head.charCodeAt(0) === 0x50 ? 'POST' : 'GET'
  const lineEnd = head.indexOf('\r\n')
  const target = head.slice(method.length + 1, lineEnd - versionPart.length)
  const headers: string[] = []
  const seen: FieldsSeen = { hosts: 0, length: -1, connections: 0, keepAlive: true }
  for (let from = lineEnd + 2; from < head.length;) {
    const to = head.indexOf('\r\n', from)
    const colon = head.indexOf(':', from)
    const name = head.slice(from, colon)
    const value = fieldValueIn(head, colon + 1, to)
    if (headers.length === 2 * maxFields || !isPlainField(name, value, seen)) return undefined
    headers.push(name, value)
    from = to + 2
  }
  if (seen.hosts !== 1) return undefined
  const length = Math.max(seen.length, 0)
  if (bytes.length - bodyStart !== length || (method === 'GET' && length > 0)) return undefined
  const framing = seen.length < 0 ? 'none' : 'length'
  return { method, target, headers, framing, bodyStart, keepAlive: seen.keepAlive }
}
