import type { Body, Exchange, ExchangeResponse, Headers, SignatureCause } from '@ringback/recording'

/** What stands in place of a text that took too much work, or of which it can no longer be said what in it is private. */
export function tooMuchMarker(length: number): string {
  return `[redacted ${length} characters whole: more work than the limit]`
}

/**
 * An exchange of which only what cannot be private is left: method, host, the names of common headers, status, lengths.
 */
export function withoutTexts(exchange: Exchange): Exchange {
  const { request, response } = exchange
  return {
    ...exchange,
    request: {
      method: /^[A-Z]{2,10}$/.test(request.method) ? request.method : 'REDACTED',
      url: withoutPath(request.url),
      headers: withoutValues(request.headers),
      body: withoutText(request.body),
    },
    response: response && responseWithoutTexts(response),
    ...(exchange.signatureCause && { signatureCause: causeWithoutTexts(exchange.signatureCause) }),
    problem: exchange.problem && {
      ...exchange.problem,
      message: tooMuchMarker(exchange.problem.message.length),
    },
  }
}

/** An answer of which only status and lengths are left. */
export function responseWithoutTexts({ status, headers, body }: ExchangeResponse): ExchangeResponse {
  return { status, headers: withoutValues(headers), body: withoutText(body) }
}

/** What was found out about a signature, without its words. */
export function causeWithoutTexts({ codes }: SignatureCause): SignatureCause {
  return { codes, message: codes.join(', ') }
}

/** A body replaced by a marker. */
export function withoutText(body: Body): Body {
  const length = 'text' in body ? body.text.length : body.base64.length
  if (length === 0) return body
  const text = tooMuchMarker(length)
  return body.truncatedAt === undefined ? { text } : { text, truncatedAt: body.truncatedAt }
}

const commonHeaders = new Set(['content-type', 'content-encoding', 'transfer-encoding'])

function withoutValues(headers: Headers): Headers {
  return headers.flatMap(([name, value]) => {
    if (!commonHeaders.has(name.toLowerCase())) return []
    return [[name, /^[a-z]{1,20}(?:\/[a-z.+-]{1,40})?$/i.exec(value)?.[0] ?? 'redacted'] as const]
  })
}

function withoutPath(url: string): string {
  const origin =
    /^(?:http|ws)s?:\/\/[A-Za-z0-9.:-]{1,100}(?=[/?#]|$)/i.exec(url)?.[0] ?? 'https://redacted.invalid'
  return `${origin}/redacted-whole`
}
