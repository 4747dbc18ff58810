import { decodeForm } from '@ringback/catalog'
import { bytesOf } from '../body.ts'
import type { Body, Exchange, Headers } from '../exchange.ts'
import { headerOf } from '../header-of.ts'
import type { Recording } from '../recording.ts'
import type { Har, HarEntry, HarPair } from './har.ts'

/** How a HAR file is written. */
export interface ToHarOptions {
  /** The version of the program that writes the file. */
  readonly version: string
}

/** Recordings as a HAR 1.2 log, readable by browsers and other tools; `_ringback` holds what HAR has no place for. */
export function toHar(recordings: Iterable<Recording>, { version }: ToHarOptions): Har {
  const entries = [...recordings].flatMap(({ exchanges }) => exchanges.map(entryOf))
  return { log: { version: '1.2', creator: { name: 'ringback', version }, entries } }
}

function entryOf(exchange: Exchange): HarEntry {
  const { id, kind, callSid, parentCallSid, request, response } = exchange
  const { signature, signatureCause, problem, provenance, socket, redaction } = exchange
  const size = bytesOf(request.body).length
  const query = /\?([^#]*)/.exec(request.url)?.[1] ?? ''
  const noAnswer = response === null
  return {
    startedDateTime: exchange.startedAt,
    time: exchange.durationMs,
    request: {
      method: request.method,
      url: request.url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: harPairs(request.headers),
      queryString: query === '' ? [] : harPairs(decodeForm(query).parameters),
      ...(size > 0 && { postData: { mimeType: mimeTypeOf(request.headers), text: bodyText(request.body) } }),
      headersSize: -1,
      bodySize: size,
    },
    response: {
      status: response?.status ?? 0,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: harPairs(response?.headers ?? []),
      content: contentOf(response?.body ?? { text: '' }, mimeTypeOf(response?.headers ?? [])),
      redirectURL: headerOf(response?.headers ?? [], 'location') ?? '',
      headersSize: -1,
      bodySize: response ? bytesOf(response.body).length : -1,
    },
    cache: {},
    timings: { send: 0, wait: exchange.durationMs, receive: 0 },
    _ringback: {
      id,
      kind,
      callSid,
      parentCallSid,
      signature,
      ...(signatureCause && { signatureCause }),
      problem,
      provenance,
      ...(socket && { socket }),
      ...(redaction && { redaction }),
      ...(noAnswer && { noAnswer }),
      // A request body in HAR is a text.
      ...('base64' in request.body && { requestEncoding: 'base64' }),
      ...(request.body.truncatedAt !== undefined && { requestTruncatedAt: request.body.truncatedAt }),
      ...(response?.body.truncatedAt !== undefined && { responseTruncatedAt: response.body.truncatedAt }),
    },
  }
}

function contentOf(body: Body, mimeType: string): HarEntry['response']['content'] {
  const size = bytesOf(body).length
  if ('base64' in body) return { size, mimeType, text: body.base64, encoding: 'base64' }
  return { size, mimeType, text: body.text }
}

function bodyText(body: Body): string {
  return 'base64' in body ? body.base64 : body.text
}

function harPairs(pairs: Headers): HarPair[] {
  return pairs.map(([name, value]) => ({ name, value }))
}

function mimeTypeOf(headers: Headers): string {
  return headerOf(headers, 'content-type') ?? ''
}
