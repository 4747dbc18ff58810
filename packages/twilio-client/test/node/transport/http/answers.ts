import * as fc from 'fast-check'
import { Buffer } from 'node:buffer'

/** Bytes of an answer as a server may write them: most are well-formed, some are not. */
export const answerBytes: fc.Arbitrary<Buffer> = fc
  .tuple(
    often('HTTP/1.1 200 OK', [
      'HTTP/1.1 200',
      'HTTP/1.1 204 No Content',
      'HTTP/1.1 304 Not Modified',
      'HTTP/1.1 302 Found',
      'HTTP/1.1 404 Not Found',
      'HTTP/1.1 503 a  b\t',
      'HTTP/1.0 200 OK',
      'HTTP/1.1 100 Continue',
      'HTTP/1.1 099 x',
      'HTTP/1.1 600 x',
      'HTTP/1.1 2000 x',
      'HTTP/1.1  200 OK',
      'http/1.1 200 OK',
      'HTTP/2 200',
      'ICY 200 OK',
      'HTTP/1.1 200 \u00fc',
      '\r\nHTTP/1.1 200 OK',
      '',
    ]),
    fc.array(
      often('Content-Type: text/xml', [
        'Location: /next',
        'Set-Cookie: a=1',
        'X-One:1',
        'X-One:  two  ',
        'X-Empty:',
        'X-Tab:\ta\t',
        'X-\u00fc: 1',
        'X-Latin: gr\u00f6\u00dfer',
        ' folded',
        'X One: 1',
        'X-One : 1',
        'no colon',
        ': no name',
        'Connection: close',
        'Connection: keep-alive',
        'Connection: upgrade',
        'Upgrade: websocket',
        'Trailer: X-T',
        'Content-Encoding: identity',
        'X-Nul: a\0b',
        'Date: Sun, 29 Nov 2026 10:00:00 GMT',
        'Keep-Alive: timeout=5',
      ]),
      { maxLength: 4 },
    ),
    often('length', [
      'chunked',
      'close',
      'longer',
      'shorter',
      'twice',
      'both',
      'signed',
      'list',
      'gzip, chunked',
      'Chunked',
      'extension',
      'trailers',
      'bad-size',
      'no-last',
      'spaced',
    ]),
    fc.constantFrom(
      '',
      '<Response/>',
      'x'.repeat(300),
      '\r\n\r\n',
      '0\r\n\r\n',
      '<Response><Say>gr\u00f6\u00dfer</Say></Response>',
    ),
    often('', ['\r\n', 'x', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n', '0\r\n\r\n']),
    often('\r\n', ['\n']),
  )
  .map(([status, headers, framing, body, after, lineEnd]) => {
    const framed = frame(framing, Buffer.from(body))
    const head = [status, ...headers, ...framed.headers, '', ''].join(lineEnd)
    return Buffer.concat([Buffer.from(head, 'latin1'), framed.body, Buffer.from(after)])
  })
  .chain((bytes) =>
    fc.oneof({ weight: 4, arbitrary: fc.constant(bytes) }, { weight: 1, arbitrary: changed(bytes) }),
  )

function often(usual: string, others: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  )
}

function frame(
  framing: string,
  body: Buffer,
): { readonly headers: readonly string[]; readonly body: Buffer } {
  const { length } = body
  const half = Math.floor(length / 2)
  const chunk = (bytes: Buffer, extension = ''): Buffer =>
    Buffer.concat([Buffer.from(`${bytes.length.toString(16)}${extension}\r\n`), bytes, Buffer.from('\r\n')])
  const chunks = (extension = '', end = '0\r\n\r\n'): Buffer =>
    Buffer.concat([
      ...[body.subarray(0, half), body.subarray(half)]
        .filter((part) => part.length > 0)
        .map((part) => chunk(part, extension)),
      Buffer.from(end),
    ])
  const encoded = 'Transfer-Encoding: chunked'
  const forms: Readonly<Record<string, { headers: readonly string[]; body: Buffer }>> = {
    length: { headers: [`Content-Length: ${length}`], body },
    chunked: { headers: [encoded], body: chunks() },
    close: { headers: [], body },
    longer: { headers: [`content-length: ${length + 5}`], body },
    shorter: { headers: [`Content-Length: ${half}`], body },
    twice: { headers: [`Content-Length: ${length}`, `Content-Length: ${length}`], body },
    both: { headers: [encoded, `Content-Length: ${length}`], body: chunks() },
    signed: { headers: [`Content-Length: +${length}`], body },
    list: { headers: [`Content-Length: ${length}, ${length}`], body },
    spaced: { headers: [`Content-Length:  ${length}  `], body },
    'gzip, chunked': { headers: ['Transfer-Encoding: gzip, chunked'], body: chunks() },
    Chunked: { headers: ['transfer-encoding: Chunked'], body: chunks() },
    extension: { headers: [encoded], body: chunks(';a=b') },
    trailers: { headers: [encoded], body: chunks('', '0\r\nX-T: 1\r\n\r\n') },
    'bad-size': { headers: [encoded], body: chunks('g') },
    'no-last': { headers: [encoded], body: chunks('', '') },
  }
  return forms[framing] ?? { headers: [], body }
}

/** One byte more, fewer, or another one. */
function changed(bytes: Buffer): fc.Arbitrary<Buffer> {
  return fc
    .tuple(
      fc.nat(bytes.length),
      fc.constantFrom(0, 1),
      fc.oneof(
        fc.constant([]),
        fc.constantFrom(...Array.from('\r\n\0 :0a;\x7f\xff')).map((letter) => [letter.charCodeAt(0)]),
      ),
    )
    .map(([at, removed, inserted]) =>
      Buffer.concat([bytes.subarray(0, at), Buffer.from(inserted), bytes.subarray(at + removed)]),
    )
}

/** The same bytes in pieces. */
export function inPieces(bytes: Buffer, most: number): fc.Arbitrary<readonly Buffer[]> {
  return fc.array(fc.nat(bytes.length), { maxLength: most - 1 }).map((points) => {
    const bounds = [0, ...points.toSorted((a, b) => a - b), bytes.length]
    return bounds
      .slice(1)
      .map((end, at) => bytes.subarray(bounds[at], end))
      .filter((piece) => piece.length > 0)
  })
}
