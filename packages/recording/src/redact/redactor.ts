import { bytesOf } from '../body.ts'
import type {
  Body,
  Exchange,
  ExchangeRequest,
  ExchangeResponse,
  Headers,
  RedactionSummary,
} from '../exchange.ts'
import { redactionClasses, type Found, type RedactionClass } from './found.ts'
import { redactHeaders } from './headers.ts'
import { isJson } from './json.ts'
import { createKeyedBytes, hexOf } from './keyed-bytes.ts'
import { createLru } from './lru.ts'
import { createPseudonyms } from './pseudonyms.ts'
import { secretsOf, type Secret } from './secret.ts'
import { createValueRedactor } from './values.ts'
import { createWording } from './wording.ts'

export interface RedactorOptions {
  /** The same key gives the same pseudonyms. Whoever has it can test guesses: keep it like a password. */
  readonly key: string | Uint8Array
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

const callsRemembered = 500
const secretsPerCall = 200

/** Replaces what is private, keyed, consistently and in the format it had (ARCHITECTURE.md, law 3). */
export function createRedactor(options: RedactorOptions): Redactor {
  const keyed = createKeyedBytes(options.key)
  const keyId = hexOf(keyed('key id')).slice(0, 8)
  const keep = new Set((options.keep ?? []).flatMap((name) => [name, name.toLowerCase()]))
  const pseudonyms = createPseudonyms(keyed)
  const values = createValueRedactor(pseudonyms, { keep, classes: options.classes ?? {} })
  const wording = createWording(pseudonyms, values)
  const totals = new Map<string, number>()
  // What an app learned early in a call it may say late in it.
  const secretsOfCalls = createLru<readonly Secret[]>(callsRemembered)

  return {
    keyId,
    redactExchange,
    redactAnswer,
    redactValue: (name, value) => values.parameter(name, value),
    report: () => ({ keyId, replaced: Object.fromEntries([...totals].sort(([a], [b]) => (a < b ? -1 : 1))) }),
  }

  function redactExchange(exchange: Exchange): Exchange {
    if (exchange.redaction?.keyId === keyId) return exchange
    const found: Found[] = []
    const sidOf = (sid: string | null): string | null => (sid === null ? null : pseudonyms.sid(sid, []))
    const request = redactRequest(exchange.request, found)
    const secrets = remembered(exchange, secretsOf(found))
    const ownHost = hostOf(exchange.request.url)
    const response = exchange.response && redactResponse(exchange.response, ownHost, secrets, found)
    const { problem } = exchange
    return {
      ...exchange,
      callSid: sidOf(exchange.callSid),
      parentCallSid: sidOf(exchange.parentCallSid),
      request: {
        ...request,
        // What stayed in the request may hold what was replaced elsewhere in it.
        url: wordingOfPath(request.url, secrets),
      },
      response,
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
    const back = secretsOf(found.map((each) => ({ ...each, raw: each.pseudonym, pseudonym: each.raw })))
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
    const headers = redactHeaders(request.headers, values, found, { ownHost, keep })
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
    const headers = redactHeaders(response.headers, values, found, { ownHost, keep, wording: own })
    const body = responseBody(response, own, found)
    return { status: response.status, headers: withLength(headers, response.body, body), body }
  }

  function requestBody({ headers, body }: ExchangeRequest, found: Found[]): Body {
    if (!('text' in body)) return opaque(body, found)
    const { text } = body
    const type = headerOf(headers, 'content-type')?.toLowerCase() ?? ''
    if (isJson(text)) return { ...body, text: values.json(text, found) }
    const isForm = type === '' || type.includes('form-urlencoded')
    return {
      ...body,
      text: isForm ? values.form(text, found, { ownQuery: false }) : values.unknown(text, found),
    }
  }

  function responseBody(response: ExchangeResponse, own: (text: string) => string, found: Found[]): Body {
    const { body } = response
    if (!('text' in body)) return opaque(body, found)
    return { ...body, text: isJson(body.text) ? own(values.json(body.text, found)) : own(body.text) }
  }

  function wordingOfPath(url: string, secrets: readonly Secret[]): string {
    const end = url.search(/[?#]/)
    const path = end < 0 ? url : url.slice(0, end)
    const from = /^[a-z][a-z0-9+.-]*:\/\/[^/]*/i.exec(path)?.[0].length ?? 0
    return url.slice(0, from) + replaceKnown(path.slice(from), secrets) + (end < 0 ? '' : url.slice(end))
  }

  function remembered(exchange: Exchange, own: readonly Secret[]): readonly Secret[] {
    const sids = [exchange.callSid, exchange.parentCallSid].filter((sid) => sid !== null)
    const known = new Map<string, Secret>()
    for (const secret of own) known.set(secret.raw, secret)
    for (const sid of sids) for (const secret of secretsOfCalls.get(sid) ?? []) known.set(secret.raw, secret)
    // The longest first: a number before the digits in it.
    const all = [...known.values()].sort((a, b) => b.raw.length - a.raw.length)
    const kept = all.length > secretsPerCall ? all.slice(0, secretsPerCall) : all
    for (const sid of sids) secretsOfCalls.set(sid, kept)
    return all
  }

  function summaryOf(found: readonly Found[]): RedactionSummary {
    const counts = new Map<RedactionClass, number>()
    for (const { class: kind } of found) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    const replaced: Record<string, number> = {}
    for (const kind of redactionClasses) {
      const count = counts.get(kind)
      if (count === undefined) continue
      replaced[kind] = count
      totals.set(kind, (totals.get(kind) ?? 0) + count)
    }
    return { keyId, replaced }
  }

  // Bytes that cannot be read cannot be judged: their length is all that stays.
  function opaque(body: Body, found: Found[]): Body {
    const { length } = bytesOf(body)
    if (length === 0) return body
    const marker = `[redacted ${length} bytes]`
    found.push({ class: 'text', raw: '', pseudonym: marker })
    const { truncatedAt } = body
    const text = marker.slice(0, length).padEnd(length, '.')
    return truncatedAt === undefined ? { text } : { text, truncatedAt }
  }
}

function replaceKnown(text: string, secrets: readonly Secret[]): string {
  let rest = text
  const lower = text.toLowerCase()
  for (const secret of secrets) {
    if (lower.includes(secret.core()))
      rest = rest.replaceAll(secret.pattern(), (match) => secret.pseudonymOf(match))
  }
  return rest
}

// A content length that was right stays right.
function withLength(headers: Headers, before: Body, after: Body): Headers {
  const index = headers.findIndex(([name]) => name.toLowerCase() === 'content-length')
  const header = headers[index]
  if (!header || before === after) return headers
  const [name, value] = header
  if (value !== String(bytesOf(before).length)) return headers
  return headers.with(index, [name, String(bytesOf(after).length)])
}

function headerOf(headers: Headers, name: string): string | undefined {
  return headers.find(([candidate]) => candidate.toLowerCase() === name)?.[1]
}

function hostOf(url: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#]*@)?([^/?#]*)/i.exec(url)?.[1] ?? ''
}
