import * as fc from 'fast-check'

/** A message as it goes over the wire, and what its reader must see of it. */
export interface Message {
  readonly firstLine: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Buffer
  readonly trailers: readonly (readonly [string, string])[]
  readonly framing: 'none' | 'length' | 'chunked' | 'close'
  /** The sizes of the chunks that the body is sent in. */
  readonly chunks: readonly number[]
  /** Where the bytes are cut into writes. */
  readonly cuts: readonly number[]
}

const tokenCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_`|~".split(
  '',
)
const perConnection =
  /^(?:connection|keep-alive|proxy-connection|upgrade|te|trailer|transfer-encoding|content-length|host|expect|x-forwarded-.*|x-twilio-signature|date)$/i

const token = fc.string({ unit: fc.constantFrom(...tokenCharacters), minLength: 1, maxLength: 20 })
const headerName = fc
  .oneof(
    token,
    fc.constantFrom(
      'Accept',
      'accept',
      'ACCEPT',
      'Cookie',
      'cookie',
      'Set-Cookie',
      'X-Home-Region',
      'User-Agent',
      'Content-Type',
    ),
  )
  .filter((name) => !perConnection.test(name))
const visible = fc.integer({ min: 0x21, max: 0xff }).filter((code) => code !== 0x7f)
const inner = fc.oneof(
  { weight: 8, arbitrary: visible },
  { weight: 1, arbitrary: fc.constantFrom(0x20, 0x09) },
)
const headerValue = fc
  .tuple(
    fc.array(visible, { maxLength: 1 }),
    fc.array(inner, { maxLength: 40 }),
    fc.array(visible, { maxLength: 1 }),
  )
  .map(([first, middle, last]) =>
    String.fromCharCode(...first, ...middle, ...last).replaceAll(/^[ \t]+|[ \t]+$/g, ''),
  )
const header = fc.tuple(headerName, headerValue)

/** Bodies: arbitrary bytes, forms in every encoding habit, and sizes on both sides of the buffers' edges. */
const body = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  fc.string({ unit: 'grapheme', maxLength: 200 }).map((text) => Buffer.from(text, 'utf8')),
  fc.string({ unit: 'grapheme', maxLength: 200 }).map((text) => Buffer.from(text, 'utf16le')),
  fc
    .array(fc.tuple(fc.string({ maxLength: 12 }), fc.string({ unit: 'grapheme', maxLength: 12 })), {
      maxLength: 8,
    })
    .map((pairs) => Buffer.from(new URLSearchParams(pairs).toString())),
  fc
    .tuple(fc.integer({ min: 0, max: 300_000 }), fc.integer({ min: 0, max: 255 }))
    .map(([length, seed]) =>
      Buffer.from(Uint8Array.from({ length }, (_, index) => (index * 31 + seed) % 256)),
    ),
)

const pathCharacters = 'abz019-._~!$&\'()*+,;=:@%/\\"<>[]{}|^`'.split('')
const targetText = fc.string({ unit: fc.constantFrom(...pathCharacters), maxLength: 30 })
const target = fc
  .tuple(
    targetText,
    fc.option(fc.string({ unit: fc.constantFrom(...pathCharacters, '?', '&', '='), maxLength: 40 })),
  )
  .map(([path, query]) => `/${path}${query === null ? '' : `?${query}`}`)

const shape = fc.record({
  headers: fc.array(header, { maxLength: 12 }),
  body,
  trailers: fc.array(header, { maxLength: 3 }),
  chunks: fc.array(fc.integer({ min: 1, max: 70_000 }), { minLength: 1, maxLength: 5 }),
  cuts: fc.array(fc.integer({ min: 1, max: 200_000 }), { maxLength: 6 }),
})

/** Any well-formed request, but for the fields that belong to the connection. */
const anyRequests: fc.Arbitrary<Message & { readonly method: string }> = fc
  .tuple(
    fc.constantFrom('POST', 'GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'),
    target,
    shape,
    fc.constantFrom('none', 'length', 'chunked'),
    fc.nat({ max: 12 }),
  )
  .map(([method, path, rest, framing, hostAt]) => ({
    ...rest,
    method,
    framing: framing as Message['framing'],
    body: framing === 'none' ? Buffer.alloc(0) : rest.body,
    firstLine: `${method} ${path} HTTP/1.1`,
    headers: rest.headers.toSpliced(hostAt, 0, ['hOst', 'voice.example.com']),
  }))

/** A request of the shape that is read without Node's HTTP server, if it arrives in one piece. */
const plainRequests = anyRequests.map((request) => {
  const method = request.framing === 'none' ? 'GET' : 'POST'
  const framing: Message['framing'] = request.framing === 'none' ? 'none' : 'length'
  return {
    ...request,
    method,
    framing,
    cuts: [],
    firstLine: request.firstLine.replace(request.method, method),
  }
})

/** Any well-formed request; half of them in one piece and of the shape that nearly all of Twilio's have. */
export const requests: typeof anyRequests = fc.oneof(anyRequests, plainRequests)

/** Any well-formed answer with a body. */
export const answers: fc.Arbitrary<Message> = fc
  .tuple(
    fc.integer({ min: 200, max: 599 }).filter((status) => status !== 204 && status !== 304),
    headerValue,
    shape,
    fc.constantFrom('length', 'chunked', 'close'),
  )
  .map(([status, reason, rest, framing]) => ({
    ...rest,
    framing: framing as Message['framing'],
    firstLine: `HTTP/1.1 ${status} ${reason}`,
  }))

/** The header fields as they are sent: the framing's own field somewhere among the others. */
export function fieldsOf(message: Message): readonly string[] {
  const lines = message.headers.map(([name, value]) => `${name}: ${value}`)
  const at = Math.min(1, lines.length)
  if (message.framing === 'length') lines.splice(at, 0, `conTent-Length: ${message.body.length}`)
  if (message.framing === 'chunked') lines.splice(at, 0, 'Transfer-encoding: chunked')
  return lines
}

export function trailersOf(message: Message): string {
  return message.framing === 'chunked'
    ? message.trailers.map(([name, value]) => `${name}: ${value}`).join('\r\n')
    : ''
}

/** The message's bytes, cut into the pieces that are written one by one. */
export function piecesOf(message: Message): readonly Buffer[] {
  const head = Buffer.from([message.firstLine, ...fieldsOf(message), '', ''].join('\r\n'), 'latin1')
  const whole = Buffer.concat([head, message.framing === 'chunked' ? chunkedBody(message) : message.body])
  const cuts = [...new Set(message.cuts.map((cut) => cut % Math.max(whole.length, 1)))].sort((a, b) => a - b)
  return [0, ...cuts]
    .map((from, index) => whole.subarray(from, cuts[index] ?? whole.length))
    .filter((piece) => piece.length > 0)
}

/**
 * At most 1,000 chunks: the readers of these tests begin anew with every piece that arrives, so 300,000
 * chunks of one byte, on a busy machine each in a piece of its own, would keep them occupied for minutes.
 */
function chunkedBody(message: Message): Buffer {
  const parts: Buffer[] = []
  const smallest = Math.ceil(message.body.length / 1000)
  let at = 0
  for (let index = 0; at < message.body.length; index += 1) {
    const size = Math.max(smallest, message.chunks[index % message.chunks.length] ?? 1)
    const chunk = message.body.subarray(at, at + size)
    parts.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n'))
    at += chunk.length
  }
  const trailers = trailersOf(message)
  parts.push(Buffer.from(`0\r\n${trailers}${trailers === '' ? '' : '\r\n'}\r\n`, 'latin1'))
  return Buffer.concat(parts)
}
