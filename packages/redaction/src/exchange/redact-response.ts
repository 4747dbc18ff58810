import type { ExchangeResponse } from '@ringback/recording'
import { joined, type Finding, type Redacted } from '../finding.ts'
import type { KnownValues } from '../find/known-values.ts'
import { redactMarkup } from '../twiml/redact-markup.ts'
import { isMarkup } from '../twiml/scan-markup.ts'
import { isJson } from '../values/json.ts'
import type { ValueContext } from '../values/value-redactor.ts'
import { opaque } from './redact-request.ts'
import type { RedactorParts } from './redactor-parts.ts'
import { withBodyText, withContentLength } from './request-parts.ts'
import type { SegmentDecision } from './text-memory.ts'

export interface ResponseContext {
  readonly known: KnownValues
  readonly ownHost: string
  readonly isOwnSegment: (segment: string) => boolean
}

export interface RedactedResponse {
  readonly response: ExchangeResponse
  readonly findings: readonly Finding[]
}

/** An answer of the app: its own wording stays, what is private in it is replaced. */
export function redactResponse(
  parts: RedactorParts,
  response: ExchangeResponse,
  context: ResponseContext,
): RedactedResponse {
  const { texts, redactHeaders } = parts
  const { known, ownHost, isOwnSegment } = context
  const pseudonymOf = (value: string): string | undefined => known.pseudonymOf(value)
  const { headers, findings } = redactHeaders(response.headers, {
    values: { ownHost, pseudonymOf, isOwnSegment },
    wording: (text) => texts.redact(text, known),
  })
  const body =
    'text' in response.body ? redactBody(parts, response.body.text, context) : opaque(response.body)
  const isSame = 'text' in response.body && response.body.text === body.text
  const other = isSame ? response.body : withBodyText(response.body, body.text)
  return {
    response: {
      status: response.status,
      headers: withContentLength(headers, response.body, other),
      body: other,
    },
    findings: [...findings, ...body.findings],
  }
}

function redactBody(parts: RedactorParts, text: string, context: ResponseContext): Redacted {
  if (text === '') return joined([])
  const { known, ownHost, isOwnSegment } = context
  const key = `${ownHost} ${text}`
  const remembered = parts.memory.get(key, known, isOwnSegment)
  if (remembered !== undefined) return remembered
  const decisions: SegmentDecision[] = []
  const search = parts.texts.search(text, known)
  const values: ValueContext = {
    ownHost,
    pseudonymOf: (value) => {
      search.lookedUp.push(value)
      const pseudonym = search.pseudonymOf(value)
      if (pseudonym !== undefined) search.hasKnown = true
      return pseudonym
    },
    isOwnSegment: (segment) => {
      const isOwn = isOwnSegment(segment)
      decisions.push({ segment, isOwn })
      return isOwn
    },
  }
  const redacted = redactText(parts, text, { search, values, known })
  parts.memory.set(key, { redacted, search, decisions })
  return redacted
}

interface BodySearch {
  readonly search: ReturnType<RedactorParts['texts']['search']>
  readonly values: ValueContext
  readonly known: KnownValues
}

function redactText(parts: RedactorParts, text: string, { search, values, known }: BodySearch): Redacted {
  const { texts } = parts
  if (isMarkup(text)) return redactMarkup(text, parts, search, values)
  if (!isJson(text)) return texts.redactWith(text, search)
  const other = parts.values.json(text, values)
  return joined([texts.redactKnown(other.text, known), { text: '', findings: other.findings }])
}
