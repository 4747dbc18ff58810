import { introducedNames } from './introduced-names.ts'
import { bytesOf, type Body, type ExchangeRequest } from '@ringback/recording'
import { kept, replaced, type Finding, type Redacted } from '../finding.ts'
import { isJson } from '../values/json.ts'
import type { ValueContext } from '../values/value-redactor.ts'
import type { RedactorParts } from './redactor-parts.ts'
import { boundaryOf, redactMultipart } from './multipart.ts'
import { headerOf, hostOf, withBodyText, withContentLength } from './request-parts.ts'

export interface RedactedRequest {
  readonly request: ExchangeRequest
  readonly findings: readonly Finding[]
}

/** A request with everything private replaced. */
export function redactRequest(
  { values, redactHeaders, work }: RedactorParts,
  request: ExchangeRequest,
  isOwnSegment: (segment: string) => boolean,
): RedactedRequest {
  const context = { ownHost: hostOf(request.url), pseudonymOf: undefined, isOwnSegment }
  work.spend(
    request.url.length + request.headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0),
  )
  const url = values.url(request.url, context)
  const body = redactedBody(request, context)
  const { headers, findings } = redactHeaders(request.headers, { values: context })
  const method = /^[A-Z]{2,10}$/.test(request.method)
    ? kept(request.method)
    : values.unknown(request.method, context)
  const other =
    'text' in request.body && request.body.text === body.text
      ? request.body
      : withBodyText(request.body, body.text)
  const all = [...url.findings, ...body.findings, ...findings, ...method.findings]
  return {
    request: {
      method: method.text,
      url: url.text,
      headers: withContentLength(headers, request.body, other),
      body: other,
    },
    findings: all.concat(all.flatMap(introducedNames)),
  }

  function redactedBody({ headers: given, body: { ...whole } }: ExchangeRequest, at: ValueContext): Redacted {
    if (!('text' in whole)) return opaque(whole)
    const { text } = whole
    work.spend(text.length * 4)
    const type = headerOf(given, 'content-type')?.toLowerCase() ?? ''
    if (isJson(text)) return values.json(text, at)
    const boundary = type.startsWith('multipart/')
      ? boundaryOf(headerOf(given, 'content-type') ?? '')
      : undefined
    if (boundary !== undefined) return redactMultipart(text, boundary, values, at)
    const isForm = type === '' || type.includes('form-urlencoded')
    return isForm ? values.form(text, at, { ownQuery: false }) : values.unknown(text, at)
  }
}

/** Bytes that cannot be read cannot be judged: their length is all that stays. */
export function opaque(body: Body): Redacted {
  const { length } = bytesOf(body)
  if (length === 0) return kept('')
  const marker = `[redacted ${length} bytes]`
  return replaced('text', '', marker.slice(0, length).padEnd(length, '.'))
}
