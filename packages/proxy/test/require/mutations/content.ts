import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { WireRequest } from '../signed-request.ts'
import { judged, plusFields, refused, withField, withoutField, type Mutation } from './mutation.ts'

const type = 'Content-Type'
const hasBody = (kind: string): boolean => kind === 'form' || kind === 'json'

const typed =
  (value: string, judge: typeof refused = refused): Mutation =>
  (wire) =>
    hasBody(wire.kind) ? judge(withField(wire, type, () => value)) : undefined

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

const json =
  (change: (wire: WireRequest) => WireRequest): Mutation =>
  (wire) =>
    wire.kind === 'json' ? refused(change(wire)) : undefined

const sentAs =
  (method: string): Mutation =>
  (wire) =>
    wire.method === method || wire.kind === 'upgrade' ? undefined : refused({ ...wire, method })

/** Changes to the method, the content type and the coding of the body. */
export const contentMutations: Readonly<Record<string, Mutation>> = {
  'no content type': (wire) => (hasBody(wire.kind) ? refused(withoutField(wire, type)) : undefined),
  'two content types': (wire) =>
    hasBody(wire.kind) ? refused(plusFields(wire, [type, 'application/json'])) : undefined,
  'the same content type twice': (wire) =>
    wire.kind === 'form' ? refused(plusFields(wire, [type, 'application/x-www-form-urlencoded'])) : undefined,
  'a form as JSON': (wire, salt) =>
    wire.kind === 'form' ? typed('application/json')(wire, salt) : undefined,
  'JSON as a form': (wire, salt) =>
    wire.kind === 'json' ? typed('application/x-www-form-urlencoded')(wire, salt) : undefined,
  'as multipart': typed('multipart/form-data; boundary=x'),
  'as plain text': typed('text/plain'),
  'as XML': typed('application/xml'),
  'as another form': typed('application/x-www-form-urlencoded-x'),
  'as UTF-16': typed('application/x-www-form-urlencoded; charset=UTF-16'),
  'as Latin-1': typed('application/json; charset=iso-8859-1'),
  'with two charsets': typed('application/x-www-form-urlencoded; charset=UTF-8; charset=UTF-7'),
  'with a boundary': typed('application/x-www-form-urlencoded; boundary=x'),
  'with a list of types': typed('application/x-www-form-urlencoded, application/json'),
  'in capitals': (wire, salt) =>
    wire.kind === 'form' ? typed('APPLICATION/X-WWW-FORM-URLENCODED', judged)(wire, salt) : undefined,
  'in UTF-16': (wire) =>
    hasBody(wire.kind) ? refused({ ...wire, body: Buffer.from(wire.body.toString(), 'utf16le') }) : undefined,
  'packed with gzip': (wire) =>
    hasBody(wire.kind)
      ? refused(plusFields({ ...wire, body: gzipSync(wire.body) }, ['Content-Encoding', 'gzip']))
      : undefined,
  'said to be packed': (wire) =>
    hasBody(wire.kind) ? refused(plusFields(wire, ['Content-Encoding', 'identity'])) : undefined,
  'the body dropped': (wire) =>
    hasBody(wire.kind) ? refused({ ...wire, body: Buffer.alloc(0) }) : undefined,
  'the body and its length dropped': (wire) =>
    hasBody(wire.kind) ? refused({ ...wire, body: Buffer.alloc(0), framing: 'none' }) : undefined,
  'a letter added to the JSON': (wire) =>
    wire.kind === 'json'
      ? refused({ ...wire, body: Buffer.concat([wire.body, Buffer.from(' ')]) })
      : undefined,
  'a GET with a body': (wire) =>
    wire.kind === 'query' ? refused({ ...wire, body: Buffer.from('a=b'), framing: 'length' }) : undefined,
  'a GET with chunks': (wire) =>
    wire.kind === 'query' ? refused({ ...wire, body: Buffer.from('a=b'), framing: 'chunked' }) : undefined,
  'a GET sent as an empty POST': (wire) =>
    wire.kind === 'query' ? refused({ ...wire, method: 'POST', framing: 'length' }) : undefined,
  'a GET sent as a POST of nothing': (wire) =>
    wire.kind === 'query'
      ? refused(
          plusFields({ ...wire, method: 'POST', framing: 'length', body: Buffer.from('&') }, [
            type,
            'application/x-www-form-urlencoded',
          ]),
        )
      : undefined,
  'another method in a field': (wire, salt) => {
    const names = ['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override']
    return refused(plusFields(wire, [names[salt % names.length] ?? '', 'DELETE']))
  },
  'another method in a field whose name CGI takes for the same': (wire) =>
    refused(plusFields(wire, ['X_HTTP_Method_Override', 'DELETE'])),
  'another path in a field': (wire, salt) => {
    const names = ['X-Original-URL', 'X-Rewrite-URL', 'X_Original_URL']
    return refused(plusFields(wire, [names[salt % names.length] ?? '', '/admin']))
  },
  'another content type in a field whose name CGI takes for the same': (wire) =>
    hasBody(wire.kind)
      ? refused(plusFields(wire, ['Content_Type', 'multipart/form-data; boundary=x']))
      : undefined,
  'the hash of the body dropped': json((wire) => ({
    ...wire,
    target: wire.target.replace(/[?&]bodySHA256=\w+/, ''),
  })),
  'the hash of another body': json((wire) => ({
    ...wire,
    body: Buffer.from('{"other":true}'),
    target: wire.target.replace(/bodySHA256=\w+/, `bodySHA256=${sha256('{"other":true}')}`),
  })),
  'the hash of the body twice': json((wire) => ({
    ...wire,
    body: Buffer.from('{"other":true}'),
    target: `${wire.target}&bodySHA256=${sha256('{"other":true}')}`,
  })),
  'the hash of another body in front': json((wire) => ({
    ...wire,
    body: Buffer.from('{"other":true}'),
    target: wire.target.replace('bodySHA256=', `bodySHA256=${sha256('{"other":true}')}&bodySHA256=`),
  })),
  'another body of a form, and its hash in the query': (wire) =>
    wire.kind === 'form'
      ? refused({
          ...withField(wire, type, () => 'application/json'),
          body: Buffer.from('{"other":true}'),
          target: `${wire.target}${wire.target.includes('?') ? '&' : '?'}bodySHA256=${sha256('{"other":true}')}`,
        })
      : undefined,
  'a byte order mark in front of the body': (wire) =>
    hasBody(wire.kind)
      ? refused({ ...wire, body: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), wire.body]) })
      : undefined,
  'a letter of the JSON in another case': json((wire) => {
    const text = wire.body.toString()
    return { ...wire, body: Buffer.from(text === text.toUpperCase() ? `${text} ` : text.toUpperCase()) }
  }),
  'methods in small letters': (wire) =>
    wire.kind === 'upgrade' ? undefined : refused({ ...wire, method: wire.method.toLowerCase() }),
  ...Object.fromEntries(
    ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'].map((method) => [
      `sent as ${method}`,
      sentAs(method),
    ]),
  ),
}
