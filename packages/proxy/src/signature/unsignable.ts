import { isUtf8 } from 'node:buffer'
import { headerName } from '@ringback/catalog'
import type { RawHeaders } from '../forward/forwarder.ts'
import { countOf, rawValueOf } from '../forward/raw-headers.ts'
import type { ReceivedRequest } from '../serve/received-request.ts'

/**
 * The largest captured form has 34 parameters, the longest 1.5 kB; what is larger than these is not Twilio's, and only work for
 * whoever decodes it.
 */
const maxParameters = 1000
const maxFormBytes = 512 * 1024

const signatureShape = /^[A-Za-z0-9+/]{27}=$/
const form = /^application\/x-www-form-urlencoded[ \t]*(?:;[ \t]*charset="?utf-8"?[ \t]*)?$/i
const json = /^application\/(?:[\w.-]+\+)?json[ \t]*(?:;[ \t]*charset="?utf-8"?[ \t]*)?$/i
const visible = /^[\x21-\x7e]*$/
/** Naming another field there takes it away on its way to the app. */
const connectionOptions = /^[ \t,]*(?:(?:close|keep-alive|upgrade)[ \t,]*)*$/i
/** Fields by which some frameworks let a client choose another method or path than those of the request line. */
const overrides = new Set([
  'x-http-method-override',
  'x-http-method',
  'x-method-override',
  'x-original-method',
  'x-original-url',
  'x-rewrite-url',
])
/** Fields that decide what a request means. CGI, WSGI and Rack take `Content_Type` for `Content-Type`. */
const decisive = new Set([
  ...overrides,
  'host',
  'connection',
  'content-type',
  'content-length',
  'content-encoding',
  'transfer-encoding',
  'upgrade',
  headerName.signature,
])

/**
 * Why Twilio cannot have sent and signed this request, judged by its head; undefined when it may have. Twilio's signature
 * does not cover the method, the header fields and a body that is neither a form nor JSON: what could mean something else
 * to the app than what was signed is refused here.
 */
export function unsignableHead(received: ReceivedRequest): string | undefined {
  const { method, target, headers, framing } = received
  const count = (name: string): number => countOf(headers, name)
  if (count('host') !== 1) return 'it does not have exactly one Host field'
  if (count(headerName.signature) !== 1) return 'it has more than one X-Twilio-Signature field'
  if (!signatureShape.test(rawValueOf(headers, headerName.signature) ?? ''))
    return 'its X-Twilio-Signature is not 20 bytes in base64'
  if (!isPlainTarget(target)) return 'its path is not encoded as Twilio encodes it'
  if (!connectionOptions.test(rawValueOf(headers, 'connection') ?? '') || count('connection') > 1)
    return 'its Connection field names other fields'
  const override = overrideIn(headers)
  if (override !== undefined) return override
  const hasBody = framing === 'chunked' || (framing === 'length' && !declaresNoBody(received))
  if (method === 'GET') return hasBody ? 'it is a GET with a body' : undefined
  if (method !== 'POST') return `its method is ${method}, and Twilio signs GET and POST only`
  return hasBody ? unsignableType(received) : 'it is a POST without a body'
}

/** Why the header fields may make another request of this one for the app; undefined when they do not. */
export function overrideIn(headers: RawHeaders): string | undefined {
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index]?.toLowerCase() ?? ''
    if (overrides.has(name)) return 'it overrides the method or the path in a header field'
    if (name.includes('_') && decisive.has(name.replaceAll('_', '-')))
      return 'it has a header field that some servers read under another name'
  }
  return undefined
}

/** Why Twilio cannot have sent this body; undefined when it may have. `trailers`: the number of trailer fields. */
export function unsignableBody(
  received: ReceivedRequest,
  body: Buffer,
  trailers: number,
): string | undefined {
  if (trailers > 0) return 'it has trailer fields'
  if (received.method !== 'POST') return undefined
  if (body.length === 0) return 'it is a POST without a body'
  const type = rawValueOf(received.headers, headerName.contentType) ?? ''
  return form.test(type) ? unsignableForm(body) : isUtf8(body) ? undefined : 'its JSON body is not UTF-8'
}

function unsignableType({ headers }: ReceivedRequest): string | undefined {
  if (countOf(headers, headerName.contentType) !== 1) return 'it does not have exactly one Content-Type field'
  if (countOf(headers, 'content-encoding') > 0) return 'its body is compressed (Content-Encoding)'
  const type = rawValueOf(headers, headerName.contentType) ?? ''
  return form.test(type) || json.test(type) ? undefined : 'its body is neither a form nor JSON in UTF-8'
}

function unsignableForm(body: Buffer): string | undefined {
  if (body.length > maxFormBytes) return `its form has more than ${maxFormBytes} bytes`
  if (hasTooManyParameters(body)) return `its form has more than ${maxParameters} parameters`
  if (!isAllVisible(body)) return 'its form has characters that must be percent-encoded'
  const text = body.toString('latin1')
  if (/^&|&&|&$|(?:^|&)=/.test(text)) return 'its form has a parameter without a name'
  return isEncoded(text) ? undefined : 'its form has escapes that are not UTF-8'
}

function isAllVisible(body: Buffer): boolean {
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] ?? 0
    if (byte <= 0x20 || byte >= 0x7f) return false
  }
  return true
}

/** Whether a form has more bytes or parameters than Twilio sends. Does not look at more of it than it has to. */
export function isOversizedForm(form: Buffer): boolean {
  return form.length > maxFormBytes || hasTooManyParameters(form)
}

function hasTooManyParameters(form: Buffer): boolean {
  let parameters = 1
  for (let at = form.indexOf('&'); at >= 0 && parameters <= maxParameters; at = form.indexOf('&', at + 1))
    parameters += 1
  return parameters > maxParameters
}

/** Whether every `%` of a text begins an escape, and all of them are UTF-8. */
export function isEncoded(text: string): boolean {
  if (!text.includes('%')) return true
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

/** A target in origin form, with a path that means the same to everybody. */
function isPlainTarget(target: string): boolean {
  if (!target.startsWith('/') || target.includes('#') || !visible.test(target)) return false
  const path = target.split('?', 1)[0] ?? ''
  return URL.parse(`http://host${path}`)?.pathname === path
}

function declaresNoBody({ headers }: ReceivedRequest): boolean {
  return /^0+$/.test(rawValueOf(headers, 'content-length') ?? '')
}
