import { decodeForm, encodingStyle } from '@ringback/catalog'
import { compareAnswers } from '@ringback/checks'
import {
  headerOf,
  parametersOf,
  redeliveriesIn,
  socketSource,
  type Exchange,
  type Recording,
} from '@ringback/recording'
import type { RecordedSource } from '../pact/contract-note.ts'
import type { PlannedInteraction } from './planned-interaction.ts'
import { stateOf } from './state-of.ts'

/** A recorded exchange that no contract can hold, and why. */
export interface SkippedExchange {
  readonly exchange: Exchange
  readonly reason: string
}

/**
 * What Twilio sent and the app answered in some recordings; equal requests count once. Of a request that Twilio delivered again the
 * first usable answer counts: an app may answer a delivery that it recognises in another way, and no contract can hold that.
 */
export function interactionsOfRecordings(recordings: Iterable<Recording>): {
  readonly interactions: readonly PlannedInteraction[]
  readonly skipped: readonly SkippedExchange[]
} {
  const interactions = new Map<string, PlannedInteraction>()
  const skipped: SkippedExchange[] = []
  /** Requests that the app answers by what it remembers. */
  const remembering = new Set<string>()
  for (const { exchanges } of recordings) {
    const again = redeliveriesIn(exchanges)
    /** The first deliveries that an interaction was made of, or one of their repetitions. */
    const answered = new Set<Exchange>()
    for (const exchange of exchanges) {
      const planned = plannedOf(exchange)
      if (typeof planned === 'string') {
        skipped.push({ exchange, reason: planned })
        continue
      }
      const first = again.get(exchange) ?? exchange
      if (answered.has(first)) continue
      answered.add(first)
      const request = `${planned.method} ${planned.url} ${planned.form}`
      const known = interactions.get(request)
      if (known !== undefined && !isAnsweredAlike(known, planned)) remembering.add(request)
      if (remembering.has(request)) skipped.push({ exchange, reason: answeredInTwoWays })
      interactions.set(request, planned)
    }
  }
  for (const request of remembering) interactions.delete(request)
  return { interactions: [...interactions.values()], skipped }
}

const answeredInTwoWays = 'the app answered the same request in another way before, so it remembers something'

/** Whether two answers to the same request are the same to the caller. */
function isAnsweredAlike(
  { kind, url, answer: before }: PlannedInteraction,
  { answer: after }: PlannedInteraction,
): boolean {
  const differences = compareAnswers(
    { url, response: before, problem: null },
    { url, response: after, problem: null },
    { kind },
  )
  return differences.every(({ severity }) => severity !== 'breaking')
}

function plannedOf(exchange: Exchange): PlannedInteraction | string {
  const { kind, request, response, signature } = exchange
  const { method, url, body } = request
  if (exchange.provenance.source === socketSource) return 'it is a WebSocket, and a pact is about webhooks'
  if (kind === null) return 'its webhook kind is unknown'
  if (signature === 'invalid' || signature === 'missing') return `its signature was ${signature}`
  if (method !== 'GET' && method !== 'POST')
    return `its method is ${JSON.stringify(method)}, which Twilio does not use`
  if (response === null) return 'the app did not answer it'
  if (response.status >= 400) return `the app answered ${response.status}`
  if (!/^https?:\/\/[^/?#]/i.test(url) || !URL.canParse(url))
    return `its URL ${JSON.stringify(url)} is not an http URL`
  if (body.truncatedAt !== undefined || response.body.truncatedAt !== undefined)
    return 'it was cut off when it was recorded'
  if (!('text' in body)) return 'its body is binary'
  const parameters = parametersOf(request)
  const form = method === 'GET' ? '' : body.text
  return {
    kind,
    case: exchange.id,
    method,
    url: url.replace(/#.*$/s, ''),
    form,
    parameters,
    style: form === '' ? encodingStyle(kind) : decodeForm(form).style,
    state: stateOf(kind, parameters),
    answer: response,
    recorded: recordedSource(exchange),
  }
}

function recordedSource({ id, callSid, startedAt, request, redaction }: Exchange): RecordedSource {
  const isTouched = redaction !== undefined && Object.values(redaction.replaced).some((count) => count > 0)
  const { keyId, withPseudonyms, answerToPseudonyms } = redaction ?? {}
  return {
    exchangeId: id,
    callSid,
    startedAt,
    ...(headerOf(request.headers, 'cookie') !== undefined && { hasCookie: true }),
    ...(isTouched &&
      keyId !== undefined && {
        redaction: {
          keyId,
          ...(withPseudonyms !== undefined && { withPseudonyms }),
          ...(answerToPseudonyms && { answerToPseudonyms }),
        },
      }),
  }
}
