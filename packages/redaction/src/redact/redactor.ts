import {
  bytesOf,
  lengthOf,
  type Body,
  type Exchange,
  type ExchangeRequest,
  type ExchangeResponse,
  type Headers,
  type RedactionSummary,
} from '@ringback/recording'
import { foundOf, redactionClasses, type Found, type RedactionClass } from './found.ts'
import { createCallMemory } from './call-memory.ts'
import { createHeaderRedactor } from './headers.ts'
import { isJson } from './json.ts'
import { createKeyedBytes, hexOf } from './keyed-bytes.ts'
import { createPseudonyms } from './pseudonyms.ts'
import { mayHold, replaceSecret, secretsOf, type Secret } from './secret.ts'
import { indexOf } from './text-index.ts'
import { createValueRedactor } from './values.ts'
import { createWording } from './wording.ts'

export interface RedactorOptions {
  /** The same key gives the same pseudonyms. Whoever has it can test guesses: keep it like a password. */
  readonly key: string | Uint8Array
  /** What recordings call the key. Default: a fingerprint of it. */
  readonly keyId?: string
  /** Parameters, query parameters and headers (any case for headers) whose values stay as they are. */
  readonly keep?: readonly string[]
  /** The class of a parameter the catalog does not know, or another class than the catalog's. */
  readonly classes?: Readonly<Record<string, RedactionClass>>
}

export interface Redactor {
  /** A short fingerprint of the key. */
  readonly keyId: string
  /**
   * The exchange with everything private replaced, and a summary of what was. An exchange that was redacted
   * under this key comes back as it is.
   */
  redactExchange(exchange: Exchange): Exchange
  /**
   * The answer to a request that is redacted already (replay): what the request says stays, everything else is
   * replaced as `redactExchange` would have, so that it can be compared with a recorded answer.
   */
  redactAnswer(answer: ExchangeResponse, redactedRequest: ExchangeRequest): ExchangeResponse
  /** One value as it would stand in a redacted exchange, for logs and terminals. */
  redactValue(parameter: string, value: string): string
  /** What was replaced by this redactor so far. */
  report(): RedactionSummary
}

/** Replaces what is private, keyed, consistently and in the format it had (ARCHITECTURE.md, law 3). */
export function createRedactor(options: RedactorOptions): Redactor {
  const keyed = createKeyedBytes(options.key)
  const keyId = options.keyId ?? hexOf(keyed('key id')).slice(0, 8)
  const keep = new Set((options.keep ?? []).flatMap((name) => [name, name.toLowerCase()]))
  const pseudonyms = createPseudonyms(keyed)
  const values = createValueRedactor(pseudonyms, { keep, classes: options.classes ?? {} })
  const redactHeaders = createHeaderRedactor(values, keep)
  const wording = createWording(pseudonyms, values)
  const totals = noneReplaced()
  const secretsKnownTo = createCallMemory()

  return {
    keyId,
    redactExchange,
    redactAnswer,
    redactValue: (name, value) => values.parameter(name, value),
    report: () => ({ keyId, replaced: inAlphabet(totals) }),
  }

  function redactExchange(exchange: Exchange): Exchange {
    if (exchange.redaction?.keyId === keyId) return exchange
    const found: Found[] = []
    const sidOf = (sid: string | null): string | null => (sid === null ? null : pseudonyms.sid(sid, []))
    const request = redactRequest(exchange.request, found)
    const secrets = secretsKnownTo(exchange, secretsOf(found))
    const ownHost = hostOf(exchange.request.url)
    const response = exchange.response && redactResponse(exchange.response, ownHost, secrets, found)
    const { problem } = exchange
    return {
      id: exchange.id,
      kind: exchange.kind,
      callSid: sidOf(exchange.callSid),
      parentCallSid: sidOf(exchange.parentCallSid),
      startedAt: exchange.startedAt,
      durationMs: exchange.durationMs,
      request: {
        method: request.method,
        // What stayed in the request may hold what was replaced elsewhere in it.
        url: wordingOfPath(request.url, secrets),
        headers: request.headers,
        body: request.body,
      },
      response,
      signature: exchange.signature,
      problem: problem && { ...problem, message: wording(problem.message, secrets, found) },
      provenance: exchange.provenance,
      redaction: summaryOf(found),
    }
  }

  function redactAnswer(answer: ExchangeResponse, redactedRequest: ExchangeRequest): ExchangeResponse {
    const found: Found[] = []
    redactRequest(redactedRequest, found)
    const redacted = redactResponse(answer, hostOf(redactedRequest.url), secretsOf(found), [])
    // Pseudonyms of pseudonyms turn back into what the request says.
    const back = secretsOf(found.map((each) => foundOf(each.class, each.pseudonym, each.raw)))
    const restore = (text: string): string => replaceKnown(text, back)
    return {
      status: redacted.status,
      headers: redacted.headers.map(([name, value]) => [name, restore(value)] as const),
      body: 'text' in redacted.body ? { ...redacted.body, text: restore(redacted.body.text) } : redacted.body,
    }
  }

  function redactRequest(request: ExchangeRequest, found: Found[]): ExchangeRequest {
    const ownHost = hostOf(request.url)
    const url = values.url(request.url, ownHost, found)
    const body = requestBody(request, found)
    const headers = redactHeaders(request.headers, found, { ownHost })
    const method = /^[A-Z]{2,10}$/.test(request.method)
      ? request.method
      : values.unknown(request.method, found)
    return { method, url, headers: withLength(headers, request.body, body), body }
  }

  function redactResponse(
    response: ExchangeResponse,
    ownHost: string,
    secrets: readonly Secret[],
    found: Found[],
  ): ExchangeResponse {
    const own = (text: string): string => wording(text, secrets, found)
    const headers = redactHeaders(response.headers, found, { ownHost, wording: own })
    const body = responseBody(response, own, found)
    return { status: response.status, headers: withLength(headers, response.body, body), body }
  }

  function requestBody({ headers, body }: ExchangeRequest, found: Found[]): Body {
    if (!('text' in body)) return opaque(body, found)
    const { text } = body
    const type = headerOf(headers, 'content-type')?.toLowerCase() ?? ''
    if (isJson(text)) return textBody(values.json(text, found), body)
    const isForm = type === '' || type.includes('form-urlencoded')
    return textBody(
      isForm ? values.form(text, found, { ownQuery: false }) : values.unknown(text, found),
      body,
    )
  }

  function responseBody(response: ExchangeResponse, own: (text: string) => string, found: Found[]): Body {
    const { body } = response
    if (!('text' in body)) return opaque(body, found)
    return textBody(own(isJson(body.text) ? values.json(body.text, found) : body.text), body)
  }

  function wordingOfPath(url: string, secrets: readonly Secret[]): string {
    const end = url.search(/[?#]/)
    const path = end < 0 ? url : url.slice(0, end)
    const from = /^[a-z][a-z0-9+.-]*:\/\/[^/]*/i.exec(path)?.[0].length ?? 0
    return url.slice(0, from) + replaceKnown(path.slice(from), secrets) + (end < 0 ? '' : url.slice(end))
  }

  function summaryOf(found: readonly Found[]): RedactionSummary {
    const counts = noneReplaced()
    for (const { class: kind } of found) counts[kind] += 1
    for (const kind of redactionClasses) totals[kind] += counts[kind]
    return { keyId, replaced: inAlphabet(counts) }
  }

  // Bytes that cannot be read cannot be judged: their length is all that stays.
  function opaque(body: Body, found: Found[]): Body {
    const { length } = bytesOf(body)
    if (length === 0) return body
    const marker = `[redacted ${length} bytes]`
    found.push(foundOf('text', '', marker))
    return textBody(marker.slice(0, length).padEnd(length, '.'), body)
  }
}

function textBody(text: string, { truncatedAt }: Body): Body {
  return truncatedAt === undefined ? { text } : { text, truncatedAt }
}

function noneReplaced(): Record<RedactionClass, number> {
  return { address: 0, digits: 0, host: 0, ip: 0, name: 0, sid: 0, text: 0, token: 0 }
}

function inAlphabet(counts: Readonly<Record<RedactionClass, number>>): Record<string, number> {
  const replaced: Record<string, number> = {}
  for (const kind of redactionClasses) if (counts[kind] > 0) replaced[kind] = counts[kind]
  return replaced
}

function replaceKnown(text: string, secrets: readonly Secret[]): string {
  let rest = text
  const index = indexOf(text)
  for (const secret of secrets) {
    if (mayHold(index, secret)) rest = replaceSecret(rest, secret, (pseudonym) => pseudonym)
  }
  return rest
}

// A content length that was right stays right.
function withLength(headers: Headers, before: Body, after: Body): Headers {
  const index = headers.findIndex((header) => isNamed(header, 'content-length'))
  const header = headers[index]
  if (!header || before === after) return headers
  const [name, value] = header
  const isRight =
    ('text' in before && value === String(before.text.length)) || value === String(lengthOf(before))
  if (!isRight) return headers
  const length = String(lengthOf(after))
  return length === value ? headers : headers.with(index, [name, length])
}

function headerOf(headers: Headers, name: string): string | undefined {
  return headers.find((header) => isNamed(header, name))?.[1]
}

function isNamed([name]: Headers[number], lowerCaseName: string): boolean {
  return name.length === lowerCaseName.length && name.toLowerCase() === lowerCaseName
}

function hostOf(url: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#]*@)?([^/?#]*)/i.exec(url)?.[1] ?? ''
}
