import type { Random } from '../random.ts'
import { freeField, textOf } from '../requests/generated.ts'
import { inAnyCase, type Field, type Wire } from '../wire.ts'

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 \t\r\n<>&;="\0\x80\xff'
const reasons = ['OK', '', 'Not Found', 'Fine, Thanks', 'caf\xe9', 'a  b']
const statuses = [200, 200, 200, 201, 204, 205, 206, 301, 304, 400, 403, 404, 418, 429, 500, 502, 503, 999]

/** An answer that keeps to HTTP/1.1 (or 1.0), and the method of the request that it answers. */
export interface GeneratedAnswer {
  readonly method: string
  /** Informational answers before it. */
  readonly before: string
  readonly wire: Wire
}

export function wellFormedAnswer(random: Random): GeneratedAnswer {
  const method = random.oneIn(8) ? 'HEAD' : random.oneIn(3) ? 'GET' : 'POST'
  const status = random.pick(statuses)
  const fields: Field[] = []
  for (let count = random.oneIn(30) ? 60 : random.below(5); count > 0; count -= 1)
    fields.push(freeField(random))
  if (random.oneIn(3)) fields.push([inAnyCase('Connection', random), random.pick(connections)])
  if (random.oneIn(8)) fields.push(['Keep-Alive', 'timeout=5'])
  const body =
    method === 'HEAD' || status === 204 || status === 304 ? '' : textOf(letters, random.below(40), random)
  const [framing, bytes] = framed(body, random)
  if (framing !== undefined && status !== 204) fields.splice(random.below(fields.length + 1), 0, framing)
  const version = random.oneIn(6) ? '1.0' : '1.1'
  const first = `HTTP/${version} ${status}${random.oneIn(10) ? '' : ` ${random.pick(reasons)}`}`
  return {
    method,
    before: informational(random),
    wire: { first, fields, body: body === '' && !random.oneIn(2) ? noBody(bytes, framing) : bytes },
  }
}

const connections = [
  'close',
  'keep-alive',
  'Close',
  'Keep-Alive',
  'keep-alive, close',
  'close, x',
  'x',
  'upgrade',
  '',
]

function noBody(bytes: string, framing: Field | undefined): string {
  return framing?.[0].toLowerCase() === 'transfer-encoding' ? bytes : ''
}

function framed(body: string, random: Random): readonly [framing: Field | undefined, bytes: string] {
  switch (random.below(4)) {
    case 0:
      return [undefined, body]
    case 1:
      return [[inAnyCase('Transfer-Encoding', random), inAnyCase('chunked', random)], chunked(body, random)]
    default:
      return [[inAnyCase('Content-Length', random), String(body.length)], body]
  }
}

const extensions = ['', '', '', ';a', ';a=b', ';a="b c"', ';a=b;c', ';a="\\""']

/** A body in chunks, with extensions and trailers. */
export function chunked(body: string, random: Random): string {
  let bytes = ''
  for (let at = 0; at < body.length;) {
    const part = body.slice(at, at + 1 + random.below(20))
    bytes += `${sizeOf(part.length, random)}${random.pick(extensions)}\r\n${part}\r\n`
    at += part.length
  }
  bytes += `${random.oneIn(8) ? '000' : '0'}${random.pick(extensions)}\r\n`
  for (let count = random.oneIn(4) ? 1 + random.below(3) : 0; count > 0; count -= 1) {
    const [name, value] = freeField(random)
    bytes += `${name}: ${value}\r\n`
  }
  return `${bytes}\r\n`
}

function sizeOf(length: number, random: Random): string {
  const size = random.oneIn(2) ? length.toString(16) : length.toString(16).toUpperCase()
  return random.oneIn(8) ? `00${size}` : size
}

function informational(random: Random): string {
  let text = ''
  while (random.oneIn(8)) {
    const fields = random.oneIn(2) ? '' : `Link: </${random.below(100)}>\r\n`
    text += `HTTP/1.1 ${random.pick(['100 Continue', '102 Processing', '103 Early Hints', '199'])}\r\n${fields}\r\n`
  }
  return text
}
