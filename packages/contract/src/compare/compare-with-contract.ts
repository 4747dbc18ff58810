import { compareAnswers, type AnswerDifference, type ObservedAnswer } from '@ringback/checks'
import type { ExchangeResponse } from '@ringback/recording'
import type { ContractNote } from '../pact/contract-note.ts'
import type { PactInteraction, PactResponse } from '../pact/pact.ts'

/** An answer against the contract. `note` has the values of the state handlers in place. */
export function compareWithContract(
  note: ContractNote,
  response: PactResponse,
  actual: ObservedAnswer,
): readonly AnswerDifference[] {
  return compareAnswers(expectedAnswer(note, response), actual, {
    kind: note.kind,
    free: note.free,
    content: note.twiml === undefined ? 'any' : 'same',
  })
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
