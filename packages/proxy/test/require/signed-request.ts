import { encodeForm } from '@ringback/catalog'
import { sign, signUrlFor } from '@ringback/signature'
import * as fc from 'fast-check'

export const authToken = '0123456789abcdef0123456789abcdef'
/** The token of another account whose calls come to the same proxy. */
export const otherToken = 'fedcba9876543210fedcba9876543210'
export const accountSid = `AC${'0'.repeat(31)}1`
export const otherSid = `AC${'0'.repeat(31)}2`
export const publicUrl = 'https://voice.example.com'

export type Field = readonly [name: string, value: string]

/** A request that can be written to a socket, and mutated. */
export interface WireRequest {
  readonly kind: 'query' | 'form' | 'json' | 'upgrade'
  readonly method: string
  readonly target: string
  readonly fields: readonly Field[]
  readonly body: Buffer
  readonly framing: 'none' | 'length' | 'chunked'
  readonly version: '1.1' | '1.0'
  /** Written as they are behind the last chunk. */
  readonly trailers?: string
}

const formType = 'application/x-www-form-urlencoded; charset=UTF-8'
const signatureField = 'X-Twilio-Signature'

const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom('', '+14155550100', 'San José', 'a&b=c', '50% + 1', 'Привет', '日本', 'in-progress', '1'),
)
const name = fc.oneof(
  fc.constantFrom('From', 'To', 'CallStatus', 'Digits', 'SpeechResult', 'SipHeader_X-Foo', 'constructor'),
  fc.stringMatching(/^[A-Za-z][A-Za-z0-9_.-]{0,10}$/),
)
const parameters = fc.uniqueArray(fc.tuple(name, text), { selector: ([key]) => key, maxLength: 5 })
const path = fc.constantFrom('/voice', '/voice/menu', '/', '/api/v1/status-callback', '/a.b/c~d')
const query = fc.constantFrom('', '?attempt=2', '?lang=en&x=%2F+y', "?name='quoted'")
const style = fc.constantFrom('plus' as const, 'percent' as const)
const ids: readonly Field[] = [
  ['AccountSid', accountSid],
  ['CallSid', `CA${'0'.repeat(31)}1`],
]

const signed = (url: string, rest: Omit<Parameters<typeof sign>[0], 'url' | 'authToken'> = {}): Field => [
  signatureField,
  sign({ url, authToken, ...rest }),
]

const queryRequest: fc.Arbitrary<WireRequest> = fc
  .tuple(path, query, parameters, style)
  .map(([way, own, pairs, written]) => {
    const target = `${way}${own}${own === '' ? '?' : '&'}${encodeForm([...ids, ...pairs], written)}`
    return request('query', 'GET', target, [signed(publicUrl + target)], Buffer.alloc(0))
  })

const formRequest: fc.Arbitrary<WireRequest> = fc
  .tuple(path, query, parameters, style)
  .map(([way, own, pairs, written]) => {
    const parameterPairs = [...ids, ...pairs]
    const fields: readonly Field[] = [
      ['Content-Type', formType],
      signed(publicUrl + way + own, { parameters: parameterPairs }),
    ]
    const body = Buffer.from(encodeForm(parameterPairs, written))
    return request('form', 'POST', way + own, fields, body)
  })

const jsonRequest: fc.Arbitrary<WireRequest> = fc
  .tuple(path, query, fc.dictionary(name, text, { maxKeys: 4 }))
  .map(([way, own, value]) => {
    const body = JSON.stringify(value)
    const url = signUrlFor({ url: publicUrl + way + own, body })
    const contentType = 'application/json'
    const fields: readonly Field[] = [['Content-Type', contentType], signed(url, { body, contentType })]
    return request('json', 'POST', url.slice(publicUrl.length), fields, Buffer.from(body))
  })

const upgradeRequest: fc.Arbitrary<WireRequest> = fc.tuple(path, query).map(([way, own]) => {
  const target = way + own
  return request(
    'upgrade',
    'GET',
    target,
    [...upgradeFields, signed(publicUrl.replace(/^http/, 'ws') + target)],
    Buffer.alloc(0),
  )
})

export const upgradeFields: readonly Field[] = [
  ['Connection', 'Upgrade'],
  ['Upgrade', 'websocket'],
  ['Sec-WebSocket-Version', '13'],
  ['Sec-WebSocket-Key', 'dGhlIHNhbXBsZSBub25jZQ=='],
]

/** Any request that Twilio could have signed. */
export const signedRequests: fc.Arbitrary<WireRequest> = fc.oneof(
  { weight: 6, arbitrary: formRequest },
  { weight: 4, arbitrary: queryRequest },
  { weight: 3, arbitrary: jsonRequest },
  { weight: 1, arbitrary: upgradeRequest },
)

function request(
  kind: WireRequest['kind'],
  method: string,
  target: string,
  fields: readonly Field[],
  body: Buffer,
): WireRequest {
  return {
    kind,
    method,
    target,
    fields: [['Host', 'voice.example.com'], ['User-Agent', 'TwilioProxy/1.1'], ...fields],
    body,
    framing: body.length === 0 ? 'none' : 'length',
    version: '1.1',
  }
}

/** The bytes of a request; the app finds `id` in a header field. */
export function bytesOf(wire: WireRequest, id: string): Buffer {
  const { method, target, fields, body, framing, version, trailers = '' } = wire
  const own: readonly Field[] =
    framing === 'length'
      ? [['Content-Length', String(body.length)]]
      : framing === 'chunked'
        ? [['Transfer-Encoding', 'chunked']]
        : []
  const lines = [...fields, ...own, ['X-Case', id] as const].map(([key, value]) => `${key}: ${value}`)
  const head = Buffer.from([`${method} ${target} HTTP/${version}`, ...lines, '', ''].join('\r\n'), 'utf8')
  if (framing !== 'chunked') return Buffer.concat([head, body])
  const chunk =
    body.length === 0 ? [] : [Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n')]
  return Buffer.concat([head, ...chunk, Buffer.from(`0\r\n${trailers}\r\n`)])
}
