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
