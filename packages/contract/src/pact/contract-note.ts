import { isWebhookKind, type WebhookKind } from '@ringback/catalog'
import { freeParts, type FreePart, type RedactionNote } from '@ringback/checks'
import { parsePseudonymVerdict, parseResponse, type ExchangeResponse } from '@ringback/recording'
import type { PactInteraction } from './pact.ts'

/**
 * What Pact has no place for, kept in the comments of an interaction (`comments.ringback`): the exact bytes of the
 * request, the expected TwiML, and what of it is free. Other verifiers ignore it.
 */
export interface ContractNote {
  readonly kind: WebhookKind
  /** Path and query string, byte for byte. */
  readonly target: string
  /** The public URL that the expected document came from; relative URLs in it start from there. */
  readonly url: string
  /** `twiml`: the answer is run. `sound`: it is played. `nothing`: Twilio looks at the status alone. */
  readonly expects: 'twiml' | 'sound' | 'nothing'
  /** The TwiML that was answered, by lines; absent when any TwiML will do that Twilio runs without an error. */
  readonly twiml?: readonly string[]
  readonly free: readonly FreePart[]
  /** True: the same request with a wrong signature must be refused. */
  readonly refusesForged: boolean
  /** Where the interaction was recorded; absent for those of routes. */
  readonly recorded?: RecordedSource
}

/** The recorded exchange that an interaction was built from. */
export interface RecordedSource {
  readonly exchangeId: string
  /** The call it belongs to, redacted; null when it belongs to none. */
  readonly callSid: string | null
  /** ISO 8601, UTC. */
  readonly startedAt: string
  /** True: the request had a cookie, and the answer may depend on what the app keeps under it. A contract holds no cookies. */
  readonly hasCookie?: true
  /** How it was redacted; absent when there was nothing to redact. */
  readonly redaction?: RedactionNote
  /** The exchange as it was, sealed, where originals are committed. */
  readonly original?: string
}

/** The note of an interaction that ringback wrote; undefined for those of other tools. */
export function contractNote({ comments }: PactInteraction): ContractNote | undefined {
  const note = comments?.['ringback']
  if (typeof note !== 'object' || note === null || !('kind' in note) || !('target' in note)) return undefined
  if (typeof note.kind !== 'string' || !isWebhookKind(note.kind) || typeof note.target !== 'string') {
    return undefined
  }
  const { kind, target } = note
  const given = note as Partial<Record<keyof ContractNote, unknown>>
  const { url, expects, twiml, free, refusesForged } = given
  const recorded = recordedSource(given.recorded)
  return {
    kind,
    target,
    url: typeof url === 'string' ? url : target,
    expects: expects === 'nothing' || expects === 'sound' ? expects : 'twiml',
    ...(Array.isArray(twiml) && { twiml: twiml.map(String) }),
    free: Array.isArray(free) ? freeParts.filter((part) => free.includes(part)) : [],
    refusesForged: refusesForged === true,
    ...(recorded !== undefined && { recorded }),
  }
}

function recordedSource(value: unknown): RecordedSource | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { exchangeId, callSid, startedAt, hasCookie, redaction, original } = value as Partial<
    Record<keyof RecordedSource, unknown>
  >
  if (typeof exchangeId !== 'string') return undefined
  const note = redactionNote(redaction)
  return {
    exchangeId,
    callSid: typeof callSid === 'string' ? callSid : null,
    startedAt: typeof startedAt === 'string' ? startedAt : '',
    ...(hasCookie === true && { hasCookie }),
    ...(note !== undefined && { redaction: note }),
    ...(typeof original === 'string' && { original }),
  }
}

function redactionNote(value: unknown): RedactionNote | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { keyId, withPseudonyms, answerToPseudonyms } = value as Partial<Record<keyof RedactionNote, unknown>>
  if (typeof keyId !== 'string') return undefined
  const verdict = parsePseudonymVerdict(withPseudonyms)
  const answer = answerIn(answerToPseudonyms)
  return {
    keyId,
    ...(verdict !== undefined && { withPseudonyms: verdict }),
    ...(answer !== undefined && { answerToPseudonyms: answer }),
  }
}

/** An answer as it stands in a note; undefined for anything else. */
function answerIn(value: unknown): ExchangeResponse | undefined {
  try {
    return parseResponse(value)
  } catch {
    return undefined
  }
}
