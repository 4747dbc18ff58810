/** A request that is known from a publication about request smuggling or a security advisory. Text is latin1. */
export interface Attack {
  readonly name: string
  readonly text: string
  /** True: it is an ordinary request, which must only be read as llhttp reads it. */
  readonly isPlain?: true
}

const second = 'GET /admin HTTP/1.1\r\nHost: a\r\n\r\n'

/** A POST with these lines after its Host, and this behind its head. */
function post(lines: readonly string[], rest: string): string {
  return ['POST /voice HTTP/1.1', 'Host: a', ...lines, '', rest].join('\r\n')
}

/** A POST whose Content-Length is right, with further lines. */
const withLines = (...lines: readonly string[]): string => post(['Content-Length: 2', ...lines], 'hi')

const first = (line: string): string => `${line}\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi`

const transferEncodings = [
  'Transfer-Encoding: xchunked',
  'Transfer-Encoding : chunked',
  'Transfer-Encoding:chunked',
  'Transfer-Encoding:\tchunked',
  'Transfer-Encoding:\vchunked',
  'Transfer-Encoding: \x00chunked',
  'Transfer-Encoding: chunked\x00',
  'Transfer-Encoding: "chunked"',
  "Transfer-Encoding: 'chunked'",
  'Transfer-Encoding: chunked;q=1',
  'Transfer-Encoding: chunked, cow',
  'Transfer-Encoding: cow, chunked',
  'Transfer-Encoding: identity',
  'Transfer-Encoding: ,chunked',
  'Transfer-Encoding:',
  'Transfer-Encoding: chunk\xedd',
  'Transfer-Encoding: chunked\xa0',
  'Transfer-Encoding\x00: chunked',
  'Transfer-Encoding\xa0: chunked',
  'Transfer-Encoding\x85: chunked',
  'Transfer-Encoding',
  'Transfer-Encoding chunked',
  'Transfer Encoding: chunked',
  'Transfer-Encoding\t:\tchunked',
  'Transfer-Encoding:\r\n chunked',
  'Transfer-Encoding:\r\n\tchunked',
  'Transfer-Encoding:\n chunked',
  'Transfer-Encoding\r\n: chunked',
  'Transfer-Encoding\n: chunked',
  'Transfer\r-Encoding: chunked',
  'TRANSFER-ENCODING: CHUNKED',
  'tRANSFER-eNCODING: cHUNKED',
  ' Transfer-Encoding: chunked',
  '\tTransfer-Encoding: chunked',
  '\x0bTransfer-Encoding: chunked',
  'X: X\rTransfer-Encoding: chunked',
  'X: X\nTransfer-Encoding: chunked',
  'X: X\r\rTransfer-Encoding: chunked',
  'X: X\n\rTransfer-Encoding: chunked',
  'X: X\r\n Transfer-Encoding: chunked',
  ':Transfer-Encoding: chunked',
]

const contentLengths = [
  'Content-Length: 2\r\nContent-Length: 2',
  'Content-Length: 2\r\nContent-Length: 0',
  'Content-Length: 0\r\nContent-Length: 2',
  'Content-Length: 2\r\ncontent-length: 2',
  'Content-Length: 2, 2',
  'Content-Length: 2,2',
  'Content-Length: +2',
  'Content-Length: -2',
  'Content-Length: 02',
  'Content-Length: 0x2',
  'Content-Length: 2.0',
  'Content-Length: 2e0',
  'Content-Length: 2abc',
  'Content-Length: 2 abc',
  'Content-Length: 2;',
  'Content-Length: "2"',
  'Content-Length: \x002',
  'Content-Length: 2\x00',
  'Content-Length: 2\x0b',
  'Content-Length: 2\x0c',
  'Content-Length: 2\xa0',
  'Content-Length: \xb2',
  'Content-Length: 2_',
  'Content-Length: 1_0',
  'Content-Length:',
  'Content-Length: 18446744073709551618',
  'Content-Length: 4294967298',
  'Content-Length: 9007199254740994',
  'Content-Length : 2',
  'Content-Length\t: 2',
  ' Content-Length: 2',
  'Content-Length\x00: 2',
  'Content-Length\r\n: 2',
  'Content-Length:\r\n 2',
  'Content-Length: \r\n\t2',
  'X: X\r\n Content-Length: 2',
  'X: X\nContent-Length: 2',
]

const hosts = [
  'Host: b',
  'HOST: a',
  'Host : b',
  ' Host: b',
  'Host\x00: b',
  'Host:',
  'X: X\nHost: b',
  'X: X\r\n Host: b',
]

const firstLines = [
  'POST http://b/ HTTP/1.1',
  'POST //b/ HTTP/1.1 ',
  'POST b/ HTTP/1.1',
  'POST * HTTP/1.1',
  'POST /a#b HTTP/1.1',
  'POST /a b HTTP/1.1',
  'POST  /a HTTP/1.1',
  'POST /a  HTTP/1.1',
  'POST\t/a HTTP/1.1',
  'POST /a\tHTTP/1.1',
  'POST /a HTTP/1.1\x00',
  'POST /a\x00 HTTP/1.1',
  'POST /a\xa0 HTTP/1.1',
  'POST /a HTTP/1.1x',
  'POST /a HTTP/1.10',
  'POST /a HTTP/1.0',
  'POST /a HTTP/1.2',
  'POST /a HTTP/0.9',
  'POST /a HTTP/2.0',
  'POST /a HTTP/1',
  'POST /a http/1.1',
  'POST /a HTTP /1.1',
  'POST /a HTTP/ 1.1',
  'POST /a HTTP/1.1 HTTP/1.1',
  'POST /a RTSP/1.0',
  'POST /a ICE/1.0',
  'POST /a',
  'POST',
  'post /a HTTP/1.1',
  'POST\x00 /a HTTP/1.1',
  ' POST /a HTTP/1.1',
  '\x00POST /a HTTP/1.1',
  'CONNECT b:80 HTTP/1.1',
  'SOURCE /a HTTP/1.1',
  'PRI * HTTP/2.0',
  'CATS /a HTTP/1.1',
  'GET /a HTTP/1.1\r\nX: X\rHTTP/1.1',
]

/** Fields that Node or something on the way acts on, or that say what other servers act on. */
const actedOn = [
  'Expect: 100-continue',
  'Expect:\t100-continue',
  'expect: y 100-continue',
  'Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA',
  'Upgrade: websocket\r\nConnection: upgrade',
  'Upgrade: TLS/1.0\r\nConnection: Upgrade',
  'Connection: Content-Length',
  'Connection: Transfer-Encoding',
  'Connection: Host',
  'Connection: X-Twilio-Signature',
  'Connection: close, X-Forwarded-For',
  'Connection: close\r\nConnection: keep-alive',
  'Connection: close\x00',
  'Proxy-Connection: keep-alive',
  'Keep-Alive: timeout=5, max=1000',
  'TE: trailers',
  'Trailer: Content-Length',
]

const ordinary: readonly Attack[] = [
  {
    name: 'CL.0: a request in the body',
    text: post([`Content-Length: ${second.length}`], second),
    isPlain: true,
  },
  { name: 'chunks without Transfer-Encoding', text: post(['Content-Length: 5'], '0\r\n\r\n'), isPlain: true },
  {
    name: 'names with underscores',
    text: withLines('Transfer_Encoding: chunked', 'Content_Length: 9'),
    isPlain: true,
  },
  {
    name: 'names that only begin alike',
    text: withLines('Transfer-Encodin: chunked', 'Content-Lengths: 9'),
    isPlain: true,
  },
  {
    name: 'names with other token characters',
    text: withLines('Transfer.Encoding: chunked', "Host': b", '*Host: b'),
    isPlain: true,
  },
  {
    name: 'methods named in fields',
    text: withLines('X-HTTP-Method-Override: PUT', 'X-Original-URL: /admin'),
    isPlain: true,
  },
  { name: 'two slashes', text: first('POST //b/ HTTP/1.1'), isPlain: true },
  {
    name: 'dots, backslashes and quotes in the target',
    text: first('POST /../\\"<>|^`{}/%00%0d%0a HTTP/1.1'),
    isPlain: true,
  },
  { name: 'white space around a value', text: withLines('X:\t \tX \t', 'Y:', 'Z: \t'), isPlain: true },
  { name: 'white space around Content-Length', text: post(['Content-Length:\t2 \t'], 'hi'), isPlain: true },
  { name: 'high bytes in a value', text: withLines('X: \x80\x85\xa0\xff'), isPlain: true },
  {
    name: 'the empty line in the body',
    text: post(['Content-Length: 8'], '\r\n\r\n\r\n\r\n'),
    isPlain: true,
  },
]

const wholes: readonly Attack[] = [
  { name: 'CL.TE', text: post(['Content-Length: 6', 'Transfer-Encoding: chunked'], '0\r\n\r\nX') },
  {
    name: 'TE.CL',
    text: post(['Transfer-Encoding: chunked', 'Content-Length: 4'], `20\r\n${second}\r\n0\r\n\r\n`),
  },
  { name: 'TE.0', text: post(['Transfer-Encoding: chunked'], `20\r\n${second}\r\n0\r\n\r\n`) },
  { name: 'TE.TE', text: withLines('Transfer-Encoding: chunked', 'Transfer-Encoding: x') },
  { name: '0.CL', text: post(['Content-Length : 2'], 'hi') },
  { name: 'a pipelined request', text: withLines() + second },
  { name: 'a pipelined request without a body before it', text: second + second },
  { name: 'a body without a length', text: post([], 'hi') },
  { name: 'a request behind a POST without a length', text: post([], second) },
  {
    name: 'a GET with a body',
    text: `GET / HTTP/1.1\r\nHost: a\r\nContent-Length: ${second.length}\r\n\r\n${second}`,
  },
  { name: 'more than the Content-Length', text: post(['Content-Length: 1'], 'hi') },
  { name: 'less than the Content-Length', text: post(['Content-Length: 3'], 'hi') },
  { name: 'the end of the line behind the body', text: `${withLines()}\r\n` },
  { name: 'line feeds only', text: withLines().replaceAll('\r\n', '\n') },
  { name: 'carriage returns only', text: withLines().replaceAll('\r\n', '\r') },
  { name: 'an empty line of line feeds', text: withLines().replace('\r\n\r\n', '\n\n') },
  { name: 'an empty line of CR LF LF', text: withLines().replace('\r\n\r\n', '\r\n\n') },
  {
    name: 'CVE-2025-23167: a head that ends with CR LF CR X',
    text: post(['Content-Length: 2\r\n\rXTransfer-Encoding: chunked'], 'hi'),
  },
  { name: 'CVE-2023-30589: a field ended by CR', text: post(['X: X\rContent-Length: 2'], 'hi') },
  {
    name: 'CVE-2022-35256: a field that is not ended by CR LF',
    text: post(['X: X\n', 'Content-Length: 2'], 'hi'),
  },
  {
    name: 'a folded field before the first',
    text: 'POST / HTTP/1.1\r\n Host: a\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi',
  },
  {
    name: 'an empty line before the fields',
    text: 'POST / HTTP/1.1\r\n\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi',
  },
  { name: 'empty lines before the request', text: `\r\n\r\n${withLines()}` },
  { name: 'no Host', text: 'POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\nhi' },
  { name: 'HTTP/0.9', text: 'GET /\r\n\r\n' },
  { name: 'the preface of HTTP/2', text: 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n' },
  { name: 'TLS', text: '\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03' },
  { name: 'the PROXY protocol', text: `PROXY TCP4 127.0.0.1 127.0.0.1 1 2\r\n${withLines()}` },
  { name: 'a byte order mark', text: `\xef\xbb\xbf${withLines()}` },
  { name: 'nothing', text: '' },
]

const listed = (what: string, lines: readonly string[], text: (line: string) => string): readonly Attack[] =>
  lines.map((line) => ({ name: `${what}: ${JSON.stringify(line)}`, text: text(line) }))

/** All of them: CL.TE and TE.CL of 2005 and 2019, CL.0, 0.CL and TE.0 of 2022 to 2025, and the advisories about llhttp. */
export const attacks: readonly Attack[] = [
  ...ordinary,
  ...wholes,
  ...listed('Transfer-Encoding', transferEncodings, (line) => withLines(line)),
  ...listed('Transfer-Encoding first', transferEncodings, (line) => post([line, 'Content-Length: 2'], 'hi')),
  ...listed('Content-Length', contentLengths, (line) => post([line], 'hi')),
  ...listed('Host', hosts, (line) => withLines(line)),
  ...listed('first line', firstLines, first),
  ...listed('field', actedOn, (line) => withLines(line)),
]
