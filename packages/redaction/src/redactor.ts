import type {
  Exchange,
  ExchangeRequest,
  ExchangeResponse,
  RedactionSummary,
  SignatureCause,
  SocketLog,
} from '@ringback/recording'
import { createCallMemory } from './exchange/call-secrets.ts'
import { createForcedRedaction } from './exchange/forced-redaction.ts'
import { createHeaderRedactor } from './exchange/headers.ts'
import {
  causeWithoutTexts,
  responseWithoutTexts,
  tooMuchMarker,
  withoutTexts,
} from './exchange/over-limit.ts'
import { createPathJudge } from './exchange/path-judge.ts'
import { createPathKnowledge } from './exchange/path-knowledge.ts'
import { redactRequest } from './exchange/redact-request.ts'
import { redactResponse } from './exchange/redact-response.ts'
import { findingsInSocket, redactSocket, socketWithoutTexts } from './exchange/redact-socket.ts'
import type { RedactorParts } from './exchange/redactor-parts.ts'
import { callerOf, hostOf } from './exchange/request-parts.ts'
import { segmentKind } from './exchange/route-words.ts'
import { createTextMemory } from './exchange/text-memory.ts'
import { redactionClasses, type Finding, type RedactionClass } from './finding.ts'
import { createKnownValues, type KnownValues } from './find/known-values.ts'
import { createTextRedactor } from './find/text-redactor.ts'
import { createCollisionCount, type CollisionCount } from './pseudonyms/collisions.ts'
import { createKeyedBytes, hexOf, type KeyedBytes } from './pseudonyms/keyed-bytes.ts'
import { createOwnValues } from './pseudonyms/own-values.ts'
import { createPseudonyms } from './pseudonyms/pseudonyms.ts'
import { checkOptions, compiledPattern, defaultWorkLimit, type RedactorOptions } from './redactor-options.ts'
import { createValueRedactor } from './values/values.ts'
import { createWorkMeter, WorkLimitError } from './work-meter.ts'

/** What a redactor has replaced so far. */
export interface RedactionReport extends RedactionSummary {
  /** Pairs of different numbers that got the same pseudonym. */
  readonly collisions: number
  /** Exchanges whose texts were replaced whole, because looking into them would have taken too much work. */
  readonly replacedWhole: number
  /** Units of work that the last exchange took. */
  readonly lastWork: number
}

/** An exchange whose request was redacted, and whose answer was not yet. */
export interface RequestedExchange {
  /** The exchange as it came. */
  readonly original: Exchange
  /** What its request, or its socket, shows to be private. It is known in its call as soon as the exchange is finished. */
  readonly findings: readonly Finding[]
  /** The exchange as `redactExchange` gives it, by what is known of the call now. Called once. */
  finish(): Exchange
}

/** Replaces what is private in exchanges; see `createRedactor`. */
export interface Redactor {
  /** Names the key. */
  readonly keyId: string
  /**
   * The exchange with everything private replaced, and a summary of what was. An exchange that was redacted under this key
   * comes back as it is.
   */
  redactExchange(exchange: Exchange): Exchange
  /**
   * The first half of `redactExchange`: redacts the request alone. Between the halves of several exchanges, which are finished in
   * the order in which they were answered, others may be told what the requests show to be private.
   */
  readRequest(exchange: Exchange): RequestedExchange
  /**
   * The answer to a request that is redacted already (replay): what the request says stays, everything else is replaced as
   * `redactExchange` would have, so that it can be compared with a recorded answer, which is given where there is one:
   * words in paths are then judged as they were in it.
   */
  redactAnswer(
    answer: ExchangeResponse,
    redactedRequest: ExchangeRequest,
    recordedAnswer?: ExchangeResponse | null,
  ): ExchangeResponse
  /** One value as it would stand in a redacted exchange, for logs and terminals. */
  redactValue(parameter: string, value: string): string
  /** What was replaced by this redactor so far. */
  report(): RedactionReport
}

/** What was redacted of an exchange so far. */
interface RequestIn extends Pick<RequestedExchange, 'findings'> {
  /** After the rules of the user. */
  readonly exchange: Exchange
  readonly request: ExchangeRequest
  /** Those findings that are not of the socket. */
  readonly ofRequest: readonly Finding[]
  readonly ownHost: string
  readonly isOwnSegment: (segment: string) => boolean
}

/**
 * Creates a redactor: it replaces what is private, keyed, consistently and in the format it had (ARCHITECTURE.md, law 3).
 * @throws {RingbackError} `bad-redaction-key` unless the key has 32 bytes; `bad-redaction-pattern`
 */
// oxlint-disable-next-line max-lines-per-function -- a factory: the functions inside share the key, the rules and the counts of one redactor
export function createRedactor(options: RedactorOptions): Redactor {
  checkOptions(options)
  const keyed = createKeyedBytes(options.key)
  const keyId = options.keyId ?? hexOf(keyed('key id')).slice(0, 8)
  const collisions = createCollisionCount()
  const parts = createParts(options, keyed, collisions)
  const { values, texts, work, pseudonyms } = parts
  const knowledgeOf = createCallMemory(options.callSecrets)
  const judge = createPathJudge(keyed, options.paths ?? createPathKnowledge(), options.ownUrls ?? [])
  const forced = createForcedRedaction(
    { values: options.redactValues ?? [], patterns: (options.redactPatterns ?? []).map(compiledPattern) },
    (value) => pseudonyms.plain('text', value).text,
    work,
  )
  const totals = noneReplaced()
  let replacedWhole = 0

  function readRequest(original: Exchange): RequestedExchange {
    if (original.redaction?.keyId === keyId) return { original, findings: [], finish: () => original }
    work.restart()
    const hooked = options.redact === undefined ? original : options.redact(original)
    const read = withinLimit(hooked, () => requestIn(forced === undefined ? hooked : forced.exchange(hooked)))
    if ('bare' in read) return { original, findings: [], finish: () => read.bare }
    const spent = work.spent()
    return {
      original,
      findings: read.findings,
      finish() {
        work.restart(spent)
        const whole = withinLimit(hooked, () => answered(read))
        return 'bare' in whole ? whole.bare : whole
      },
    }
  }

  /** The result; without any texts where that would take too much work. */
  function withinLimit<Result>(
    exchange: Exchange,
    redact: () => Result,
  ): Result | { readonly bare: Exchange } {
    try {
      return redact()
    } catch (error) {
      if (!(error instanceof WorkLimitError)) throw error
      replacedWhole += 1
      totals.text += 1
      const { socket } = exchange
      const bare = { ...withoutTexts(exchange), ...(socket && { socket: withoutSocketTexts(socket) }) }
      return { bare: withSids(bare, { keyId, replaced: { text: 1 } }) }
    }
  }

  function requestIn(exchange: Exchange): RequestIn {
    const caller = callerOf(exchange)
    const isOwnSegment = (segment: string): boolean => judge(segment, caller)
    const { request, findings: ofRequest } = redactRequest(parts, exchange.request, isOwnSegment)
    const ownHost = hostOf(exchange.request.url)
    const findings =
      exchange.socket === undefined
        ? ofRequest
        : [...ofRequest, ...findingsInSocket(parts, exchange.socket, { ownHost, isOwnSegment })]
    return { exchange, request, ofRequest, findings, ownHost, isOwnSegment }
  }

  function answered({ exchange, request, ofRequest, findings, ownHost, isOwnSegment }: RequestIn): Exchange {
    const { known, isFull } = knowledgeOf(exchange, findings)
    const context = { known, ownHost, isOwnSegment }
    const answer =
      exchange.response === null
        ? undefined
        : isFull
          ? { response: responseWithoutTexts(exchange.response), findings: [] }
          : redactResponse(parts, exchange.response, context)
    const message =
      exchange.problem === null ? undefined : redactedMessage(exchange.problem.message, known, isFull)
    const socket =
      exchange.socket === undefined || isFull ? undefined : redactSocket(parts, exchange.socket, context)
    const all = [ofRequest, answer?.findings, message?.findings, socket?.findings].flatMap(
      (each) => each ?? [],
    )
    if (isFull) replacedWhole += 1
    return withSids(
      {
        ...exchange,
        // What stayed in the request may hold what was replaced elsewhere in it.
        request: { ...request, url: withoutKnown(request.url, known) },
        response: answer?.response ?? null,
        problem: exchange.problem && { ...exchange.problem, message: message?.text ?? '' },
        ...(exchange.signatureCause && {
          signatureCause: isFull
            ? causeWithoutTexts(exchange.signatureCause)
            : redactedCause(exchange.signatureCause, known),
        }),
        ...(exchange.socket && { socket: socket?.socket ?? withoutSocketTexts(exchange.socket) }),
      },
      summaryOf(all),
    )
  }

  // The recorder writes it, of hosts, the beginnings of paths and names of parameters that the catalog has.
  function redactedCause(cause: SignatureCause, known: KnownValues): SignatureCause {
    const { codes, message, publicUrl, change } = cause
    const textOf = (text: string): string => texts.redactKnown(text, known).text
    return {
      codes,
      message: textOf(message),
      ...(publicUrl !== undefined && { publicUrl: textOf(publicUrl) }),
      ...(change !== undefined && { change: textOf(change) }),
    }
  }

  function redactedMessage(
    message: string,
    known: KnownValues,
    isFull: boolean,
  ): ReturnType<typeof texts.redact> {
    return isFull ? { text: tooMuchMarker(message.length), findings: [] } : texts.redact(message, known)
  }

  function withoutSocketTexts(socket: SocketLog): SocketLog {
    return socketWithoutTexts(socket, pseudonyms.sid(socket.sid).text)
  }

  function withSids(exchange: Exchange, redaction: RedactionSummary): Exchange {
    const { id, kind, startedAt, durationMs, request, response } = exchange
    const { signature, signatureCause, problem, provenance, socket } = exchange
    const sidOf = (sid: string | null): string | null => (sid === null ? null : pseudonyms.sid(sid).text)
    const callSid = sidOf(exchange.callSid)
    const parentCallSid = sidOf(exchange.parentCallSid)
    const times = { startedAt, durationMs }
    return {
      id,
      kind,
      callSid,
      parentCallSid,
      ...times,
      request,
      response,
      signature,
      ...(signatureCause && { signatureCause }),
      problem,
      provenance,
      ...(socket && { socket }),
      redaction,
    }
  }

  function redactAnswer(
    given: ExchangeResponse,
    redactedRequest: ExchangeRequest,
    recordedAnswer?: ExchangeResponse | null,
  ): ExchangeResponse {
    work.restart()
    const answer = forced === undefined ? given : forced.response(given)
    const recorded = `${redactedRequest.url} ${textIn(recordedAnswer)}`
    const isOwnSegment = (segment: string): boolean => {
      const kind = segmentKind(segment)
      return kind === 'own' || (kind === 'word' && !recorded.includes(values.token(segment).text))
    }
    try {
      const { findings } = redactRequest(parts, redactedRequest, (segment) => segmentKind(segment) === 'own')
      // What the request says stays.
      const known = createKnownValues()
      known.learn(findings.map(({ class: kind, raw }) => ({ class: kind, raw, pseudonym: raw })))
      const context = { known, ownHost: hostOf(redactedRequest.url), isOwnSegment }
      return redactResponse(parts, answer, context).response
    } catch (error) {
      if (error instanceof WorkLimitError) return responseWithoutTexts(answer)
      throw error
    }
  }

  function withoutKnown(url: string, known: KnownValues): string {
    const end = url.search(/[?#]/)
    const path = end < 0 ? url : url.slice(0, end)
    const from = /^[a-z][a-z0-9+.-]{0,20}:\/\/[^/]*/i.exec(path)?.[0].length ?? 0
    return (
      url.slice(0, from) + texts.redactKnown(path.slice(from), known).text + (end < 0 ? '' : url.slice(end))
    )
  }

  function summaryOf(findings: readonly Finding[]): RedactionSummary {
    const counts = noneReplaced()
    for (const { class: kind } of findings) counts[kind] += 1
    for (const kind of redactionClasses) totals[kind] += counts[kind]
    return { keyId, replaced: inAlphabet(counts) }
  }

  return {
    keyId,
    redactExchange: (exchange) => readRequest(exchange).finish(),
    readRequest,
    redactAnswer,
    redactValue: (name, value) => {
      const given = forced === undefined ? value : forced.text(value)
      return values.parameter(name, given, { ownHost: '', pseudonymOf: undefined, isOwnSegment: () => false })
        .text
    },
    report: () => ({
      keyId,
      replaced: inAlphabet(totals),
      collisions: collisions.count(),
      replacedWhole,
      lastWork: work.spent(),
    }),
  }
}

function createParts(options: RedactorOptions, keyed: KeyedBytes, collisions: CollisionCount): RedactorParts {
  const keep = new Set((options.keep ?? []).flatMap((name) => [name, name.toLowerCase()]))
  const ownValues = createOwnValues(options.ownNumbers ?? [], options.accountSid)
  const work = createWorkMeter(options.workLimit ?? defaultWorkLimit)
  const pseudonyms = createPseudonyms(keyed, ownValues, (number, other) => collisions.note(number, other))
  const classes = new Map(Object.entries(options.classes ?? {}))
  const values = createValueRedactor(pseudonyms, { keep, classes })
  const own = createKnownValues()
  own.learn(ownValues.forms.map((form) => ({ class: 'address', raw: form, pseudonym: form })))
  const texts = createTextRedactor({
    pseudonyms,
    own,
    work,
    token: (value) => values.token(value),
    queryValue: (name, value, search) => {
      const context = { ownHost: '', pseudonymOf: search.pseudonymOf, isOwnSegment: () => false }
      return values.ownParameter(name, value, context)
    },
  })
  const redactHeaders = createHeaderRedactor(values, pseudonyms, keep)
  return { pseudonyms, values, texts, redactHeaders, memory: createTextMemory(), work }
}

function textIn(answer: ExchangeResponse | null | undefined): string {
  if (!answer) return ''
  const body = 'text' in answer.body ? answer.body.text : ''
  return `${answer.headers.map(([, value]) => value).join(' ')} ${body}`
}

function noneReplaced(): Record<RedactionClass, number> {
  return { address: 0, digits: 0, host: 0, ip: 0, name: 0, sid: 0, text: 0, token: 0 }
}

function inAlphabet(counts: Readonly<Record<RedactionClass, number>>): Record<string, number> {
  const replaced: Record<string, number> = {}
  for (const kind of redactionClasses) if (counts[kind] > 0) replaced[kind] = counts[kind]
  return replaced
}
