import { bytesOf, type WireRequest } from '../signed-request.ts'
import { judged, plusFields, refused, withField, withoutField, type Mutation } from './mutation.ts'

/** A second, unsigned request, which has no id for the app to find. */
const smuggled = 'GET /admin HTTP/1.1\r\nHost: voice.example.com\r\n\r\n'

const bytes =
  (change: (text: string) => string, judge: typeof refused = refused): Mutation =>
  (wire) => {
    if (wire.body.length === 0) return undefined
    return judge((id) => Buffer.from(change(bytesOf(wire, id).toString('latin1')), 'latin1'))
  }

/** In one chunk, whose first line is changed. */
const chunk =
  (change: (size: string) => string, judge: typeof refused = refused): Mutation =>
  (wire) => {
    if (wire.body.length === 0) return undefined
    const size = wire.body.length.toString(16)
    return judge((id) => {
      const text = bytesOf({ ...wire, framing: 'chunked' }, id).toString('latin1')
      return Buffer.from(
        text.replace(`\r\n\r\n${size}\r\n`, () => `\r\n\r\n${change(size)}\r\n`),
        'latin1',
      )
    })
  }

const anyBytes =
  (change: (text: string) => string, judge: typeof refused = refused): Mutation =>
  (wire) =>
    judge((id) => Buffer.from(change(bytesOf(wire, id).toString('latin1')), 'latin1'))

const chunked =
  (change: (wire: WireRequest) => WireRequest, judge: typeof refused = refused): Mutation =>
  (wire) =>
    wire.body.length === 0 ? undefined : judge(change({ ...wire, framing: 'chunked' }))

const lengthField = /Content-Length: (\d+)/

/** Changes to where a request ends, and to its form on the wire. */
export const framingMutations: Readonly<Record<string, Mutation>> = {
  'in chunks': chunked((wire) => wire, judged),
  'in chunks with a trailer': chunked((wire) => ({ ...wire, trailers: 'X-Trailer: 1\r\n' })),
  'both lengths': chunked((wire) => plusFields(wire, ['Content-Length', String(wire.body.length)])),
  'a coding that is not chunked': chunked((wire) => plusFields(wire, ['Transfer-Encoding', 'identity'])),
  'a coding that looks like chunked': bytes((text) =>
    text.replace(lengthField, 'Transfer-Encoding: xchunked'),
  ),
  'a coding with a space in its name': bytes((text) =>
    text.replace(lengthField, 'Transfer-Encoding : chunked'),
  ),
  'a shorter length': bytes((text) =>
    text.replace(lengthField, (_all, length: string) => `Content-Length: ${Number(length) - 1}`),
  ),
  'a longer length': bytes((text) =>
    text.replace(lengthField, (_all, length: string) => `Content-Length: ${Number(length) + 5}`),
  ),
  'two lengths': bytes((text) => text.replace(lengthField, 'Content-Length: 0\r\n$&')),
  'a length with a sign': bytes((text) => text.replace(lengthField, 'Content-Length: +$1')),
  'a request behind it': anyBytes((text) => text + smuggled, judged),
  'a request in its body': bytes((text) => text.replace(lengthField, 'Content-Length: 0') + smuggled),
  'a request in a chunk extension': chunked((wire) => ({ ...wire, trailers: smuggled })),
  'bare line feeds': anyBytes((text) => text.replaceAll('\r\n', '\n')),
  'a bare line feed in the head': anyBytes((text) => text.replace('\r\nUser-Agent', '\nUser-Agent')),
  'a folded field': anyBytes((text) => text.replace('User-Agent: ', 'User-Agent:\r\n ')),
  'gzip and chunks': bytes((text) => text.replace(lengthField, 'Transfer-Encoding: gzip, chunked')),
  'chunks twice': bytes((text) => text.replace(lengthField, 'Transfer-Encoding: chunked, chunked')),
  'a coding in a folded field': bytes((text) => text.replace(lengthField, 'Transfer-Encoding:\r\n chunked')),
  'a coding behind a form feed': bytes((text) => text.replace(lengthField, 'Transfer-Encoding: \x0cchunked')),
  'a chunk extension': chunk((size) => `${size};name=value`, judged),
  'a quoted chunk extension that holds a line end': chunk((size) => `${size};a="\r\n0\r\n\r\n${smuggled}"`),
  'a chunk extension with a bare line feed': chunk((size) => `${size};a\n${smuggled}`),
  'a chunk extension of 40 kB': chunk((size) => `${size};${'x'.repeat(40_000)}`),
  'a chunk size with 0x': chunk((size) => `0x${size}`),
  'a chunk size with a sign': chunk((size) => `+${size}`),
  'a negative chunk size': chunk((size) => `-${size}`),
  'a chunk size with a space in front': chunk((size) => ` ${size}`),
  'a chunk size with an underscore': chunk((size) => `0_${size}`),
  'a chunk size over 64 bits': chunk((size) => `1${size.padStart(16, '0')}`),
  'a chunk size that is too short': chunk((size) => (Number.parseInt(size, 16) - 1).toString(16)),
  'a chunk that ends in a bare line feed': bytes((text) =>
    text.replace(lengthField, 'Transfer-Encoding: chunked').replace(/\r\n\r\n[^]*$/, (rest) => {
      const size = (rest.length - 4).toString(16)
      return `\r\n\r\n${size}\r\n${rest.slice(4)}\n0\r\n\r\n`
    }),
  ),
  'no last chunk': bytes((text) =>
    text
      .replace(lengthField, 'Transfer-Encoding: chunked')
      .replace(
        /\r\n\r\n([^]*)$/,
        (_all, rest: string) => `\r\n\r\n${rest.length.toString(16)}\r\n${rest}\r\n`,
      ),
  ),
  'a length in hexadecimal': bytes((text) => text.replace(lengthField, 'Content-Length: 0x$1')),
  'a list of equal lengths': bytes((text) => text.replace(lengthField, 'Content-Length: $1, $1')),
  'a length with a vertical tab': bytes((text) => text.replace(lengthField, 'Content-Length: \x0b$1')),
  'an empty length': bytes((text) => text.replace(lengthField, 'Content-Length: ')),
  'a huge length': bytes((text) => text.replace(lengthField, 'Content-Length: 18446744073709551617')),
  'a null byte in a field': anyBytes((text) => text.replace('User-Agent: ', 'User-Agent: \0')),
  'a bare carriage return in a field': anyBytes((text) =>
    text.replace('User-Agent: ', 'User-Agent: a\rX-B: '),
  ),
  'a field without a colon': anyBytes((text) => text.replace('User-Agent: ', 'User-Agent ')),
  'an empty field name': anyBytes((text) => text.replace('User-Agent: ', ': ')),
  'bytes above ASCII in a field': anyBytes(
    (text) => text.replace('User-Agent: ', 'User-Agent: \xe9\xff'),
    judged,
  ),
  'bytes above ASCII in a field name': anyBytes((text) => text.replace('User-Agent: ', 'User-\xc3\xa9: ')),
  'two spaces behind the method': anyBytes((text) => text.replace(' ', '  '), judged),
  'a tab behind the method': anyBytes((text) => text.replace(' ', '\t')),
  'a space in the target': anyBytes((text) => text.replace(' HTTP/', ' x HTTP/')),
  'no version': anyBytes((text) => text.replace(' HTTP/1.1', '')),
  'a version in small letters': anyBytes((text) => text.replace(' HTTP/1.1', ' http/1.1')),
  'HTTP/1.2': anyBytes((text) => text.replace(' HTTP/1.1', ' HTTP/1.2')),
  'an empty line in front': anyBytes((text) => `\r\n${text}`, judged),
  'a request in front of it': anyBytes((text) => smuggled + text, judged),
  'the preface of HTTP/2': anyBytes((text) => `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n${text}`),
  'a line of the PROXY protocol': anyBytes((text) => `PROXY TCP4 127.0.0.1 127.0.0.1 1 2\r\n${text}`),
  'an expectation of something else': bytes(
    (text) => text.replace('\r\nUser-Agent', '\r\nExpect: 200-ok\r\nUser-Agent'),
    judged,
  ),
  'a port in Host': (wire) => judged(withField(wire, 'Host', (value) => `${value}:443`)),
  'another port in Host': (wire) => judged(withField(wire, 'Host', (value) => `${value}:8443`)),
  'two Host fields': (wire) => refused(plusFields(wire, ['Host', 'evil.example.com'])),
  'no Host field': (wire) => refused(withoutField(wire, 'Host')),
  'no Host field in HTTP/1.0': (wire) => refused({ ...withoutField(wire, 'Host'), version: '1.0' }),
  'another Host': (wire) => judged(withField(wire, 'Host', () => '127.0.0.1:4100')),
  'HTTP/1.0': (wire) => (wire.kind === 'upgrade' ? undefined : judged({ ...wire, version: '1.0' })),
  'HTTP/2.0': anyBytes((text) => text.replace(' HTTP/1.1', ' HTTP/2.0')),
  'an expectation': bytes(
    (text) => text.replace('\r\nUser-Agent', '\r\nExpect: 100-continue\r\nUser-Agent'),
    judged,
  ),
}
