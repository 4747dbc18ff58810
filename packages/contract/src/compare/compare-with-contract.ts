import {
  comparabilityOf,
  compareAnswers,
  compareOriginals,
  withDoubt,
  type AnswerDifference,
  type CompareOptions,
  type ObservedAnswer,
} from '@ringback/checks'
import { bodyOf, type Exchange, type ExchangeResponse } from '@ringback/recording'
import { heardOf } from './heard-of.ts'
import type { ContractNote } from '../pact/contract-note.ts'
import type { PactInteraction, PactResponse } from '../pact/pact.ts'
import type { VerifierRequest } from '../signing-proxy/webhook.ts'
import type { VerifyOptions } from '../verify/verify-options.ts'

/** What is held of an answer, and the request that it is the answer to. */
export interface HeldAnswer extends Pick<VerifierRequest, 'method' | 'target' | 'body'> {
  /** With the values of the state handlers in place. */
  readonly note: ContractNote
  readonly response: PactResponse
  /** The recorded exchange as it was, if its request was sent. */
  readonly original?: Exchange
}

/** What is available for answers that were recorded redacted. */
export interface RedactionMeans {
  readonly redactor: VerifyOptions['redactor'] | undefined
  readonly originalsExpected: boolean
}

/** How an answer departs from the contract, and what the caller hears of both. */
export interface ContractComparison {
  readonly differences: readonly AnswerDifference[]
  readonly heard: HeardAnswers
}

/**
 * What the caller hears, one line a step, as it may be written to a file; null where there is no TwiML, the contract takes any, or
 * the answer cannot be redacted as the recorded one was.
 */
export interface HeardAnswers {
  readonly expected: readonly string[] | null
  readonly answered: readonly string[] | null
}

/** An answer against the contract: by the original where there is one, else as far as redaction lets them be compared. */
export function compareWithContract(
  held: HeldAnswer,
  actual: ObservedAnswer,
  { redactor, originalsExpected }: RedactionMeans,
): ContractComparison {
  const { note, response, original } = held
  const expected = expectedAnswer(note, response)
  const options = optionsOf(note)
  if (original !== undefined && redactor !== undefined) {
    const { redaction: _redaction, ...plain } = original
    const redacted = redactor.redactExchange({ ...plain, response: actual.response })
    const differences = compareOriginals(
      {
        original: { url: original.request.url, response: original.response, problem: null },
        redacted: expected,
      },
      { original: actual, redacted: { ...actual, url: note.url, response: redacted.response } },
      options,
    )
    return { differences, heard: heardAnswers(note, expected.response, redacted.response) }
  }
  const redaction = note.recorded?.redaction
  const comparability = comparabilityOf(redaction, { keyId: redactor?.keyId, originalsExpected })
  const wanted = { ...expected, response: comparability.expected ?? expected.response }
  const seen = redaction === undefined ? actual : redactedAnswer(held, wanted, actual, redactor)
  const differences = withDoubt(
    compareAnswers(wanted, seen, { ...options, redacted: comparability.redacted }),
    comparability,
  )
  // Without the key, what the app says of its own cannot be told from what was redacted.
  const isShown = redaction === undefined || redactor !== undefined
  return { differences, heard: heardAnswers(note, wanted.response, isShown ? seen.response : null) }
}

function heardAnswers(
  { twiml }: ContractNote,
  expected: ExchangeResponse | null,
  answered: ExchangeResponse | null,
): HeardAnswers {
  return { expected: twiml === undefined ? null : heardOf(expected), answered: heardOf(answered) }
}

/** An answer against the recorded one as it was: the differences hold real values. */
export function compareWithOriginal(
  note: ContractNote,
  { request: { url }, response }: Exchange,
  actual: ObservedAnswer,
): readonly AnswerDifference[] {
  return compareAnswers({ url, response, problem: null }, actual, optionsOf(note))
}

function optionsOf({ kind, free, twiml }: ContractNote): CompareOptions {
  return { kind, free, content: twiml === undefined ? 'any' : 'same' }
}

/** The answer to a redacted request, redacted as the expected one is. */
function redactedAnswer(
  { method, body, note }: HeldAnswer,
  expected: ObservedAnswer,
  actual: ObservedAnswer,
  redactor: RedactionMeans['redactor'],
): ObservedAnswer {
  if (redactor === undefined || actual.response === null) return actual
  const request = { method, url: note.url, headers: [], body: bodyOf(body) }
  return { ...actual, response: redactor.redactAnswer(actual.response, request, expected.response) }
}

/** An answer against the pact of another tool: where a document is expected, it has to be one that Twilio runs. */
export function compareWithForeignPact(
  interaction: PactInteraction | undefined,
  actual: ObservedAnswer,
): readonly AnswerDifference[] {
  const expected = interaction?.response.body?.content
  const status = actual.response?.status ?? 200
  if (status >= 300 || typeof expected !== 'string' || !/<Response[\s/>]/.test(expected)) return []
  return compareAnswers(
    { url: actual.url, response: documentAnswer(status, expected), problem: null },
    actual,
    { kind: null, content: 'any' },
  ).filter(({ severity, code }) => severity === 'breaking' || code === 'lint')
}

/** The answer that the contract holds, as far as it holds one. */
export function expectedAnswer(note: ContractNote, { status = 200, headers }: PactResponse): ObservedAnswer {
  const location = [headers?.['Location'] ?? []].flat()[0]
  const redirect: ExchangeResponse = {
    status,
    headers: location === undefined ? [] : [['Location', location]],
    body: { text: '' },
  }
  const success: ExchangeResponse =
    note.expects === 'sound'
      ? { status, headers: [['Content-Type', 'audio/mpeg']], body: { text: '' } }
      : documentAnswer(status, note.twiml?.join('\n') ?? '<Response/>')
  return { url: note.url, response: status >= 300 ? redirect : success, problem: null }
}

function documentAnswer(status: number, text: string): ExchangeResponse {
  return { status, headers: [['Content-Type', 'text/xml']], body: { text } }
}
