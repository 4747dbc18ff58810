import { createTwilioClient, type WebhookOutcome } from '@ringback/twilio-client/node'
import type { ConsumerInteraction, MatchingResult } from '@pact-foundation/pact-core'
import { decodeForm } from '@ringback/catalog'
import { parseTwiml } from '@ringback/twiml'
import { ContractError } from '../contract-error.ts'
import { loadPactCore } from '../native/load-pact-core.ts'
import { contractNote, type ContractNote } from '../pact/contract-note.ts'
import type { PactFile, PactInteraction } from '../pact/pact.ts'

/** What came of a consumer test. */
export interface Proof {
  /** Descriptions of the interactions that the virtual Twilio really had with Pact's mock server. */
  readonly proven: readonly string[]
  /** One text per interaction that it could not have: a request that the pact does not allow, an answer of no use. */
  readonly failures: readonly string[]
}

/** V4, in Pact's own numbering. */
const specification = 5

/**
 * Proves a pact by a consumer: the virtual Twilio sends every request, signed, to Pact's own mock server, which holds
 * it against the rules of the pact, and understands what comes back. Throws a `ContractError` for pacts of other tools
 * and when Pact's core is not installed.
 */
export async function provePact(
  { name, pact }: PactFile,
  { authToken = 'consumer test' }: { readonly authToken?: string } = {},
): Promise<Proof> {
  // Pact tells Google Analytics of every mock server otherwise.
  process.env['PACT_DO_NOT_TRACK'] = 'true'
  const proven: string[] = []
  const failures: string[] = []
  for (const interaction of pact.interactions) {
    const note = contractNote(interaction)
    if (note === undefined)
      throw new ContractError(
        'foreign-pact',
        `${name}: "${interaction.description}" was not written by ringback, so it cannot be tested against the virtual Twilio.`,
      )
    const problems = await problemsOf(interaction, note, pact, authToken)
    if (problems.length === 0) proven.push(interaction.description)
    else failures.push(`${interaction.description}: ${problems.join(' ')}`)
  }
  return { proven, failures }
}

async function problemsOf(
  interaction: PactInteraction,
  note: ContractNote,
  { consumer, provider }: PactFile['pact'],
  authToken: string,
): Promise<readonly string[]> {
  const { makeConsumerPact } = loadPactCore()
  const mock = makeConsumerPact(consumer.name, provider.name, specification, 'error')
  describe(interaction, mock.newInteraction(interaction.description))
  const port = mock.createMockServer('127.0.0.1')
  const publicUrl = `http://127.0.0.1:${port}`
  const twilio = createTwilioClient({ authToken, publicUrl })
  try {
    const { method, body } = interaction.request
    const outcome = await twilio.send({
      kind: note.kind,
      method: method === 'GET' ? 'GET' : 'POST',
      url: `${publicUrl}${note.target}`,
      parameters: typeof body?.content === 'string' ? decodeForm(body.content).parameters : [],
      expects: note.expects === 'nothing' ? 'nothing' : 'twiml',
    })
    const refused = mock.mockServerMismatches(port).flatMap(mismatchesIn)
    return refused.length > 0 ? refused : misunderstood(outcome, note)
  } finally {
    await twilio.close()
    mock.cleanupMockServer(port)
  }
}

/** Writes an interaction into Pact's own model, which the mock server runs on. */
function describe({ request, response }: PactInteraction, into: ConsumerInteraction): void {
  const { method = 'GET', path = '/', query = {}, headers = {}, body, matchingRules } = request
  into.withRequest(method, path)
  for (const [name, values] of Object.entries(query)) {
    for (const [place, value] of values.entries()) into.withQuery(name, place, value)
  }
  for (const [name, value] of Object.entries(headers))
    into.withRequestHeader(name, 0, [value].flat().join(', '))
  if (typeof body?.content === 'string') into.withRequestBody(body.content, body.contentType ?? '')
  if (matchingRules !== undefined) into.withRequestMatchingRules(JSON.stringify(matchingRules))
  into.withStatus(response.status ?? 200)
  for (const [name, value] of Object.entries(response.headers ?? {})) {
    into.withResponseHeader(name, 0, [value].flat().join(', '))
  }
  if (typeof response.body?.content === 'string') {
    into.withResponseBody(response.body.content, response.body.contentType ?? '')
  }
}

function mismatchesIn(result: MatchingResult): readonly string[] {
  if (!('type' in result)) return [result.error]
  if (result.type === 'request-match') return []
  if (result.type === 'request-mismatch') {
    return result.mismatches.map((mismatch) => ('mismatch' in mismatch ? mismatch.mismatch : mismatch.type))
  }
  return [
    result.type === 'missing-request'
      ? 'The virtual Twilio did not send this request.'
      : `The pact has no ${result.method} ${result.path}.`,
  ]
}

function misunderstood({ answer, problem }: WebhookOutcome, { expects }: ContractNote): readonly string[] {
  if (problem !== null) return [problem.message]
  if (expects !== 'twiml') return []
  if (answer === null || answer.type === 'audio') return ['The answer is not TwiML.']
  const { document, findings } = parseTwiml(answer.text)
  return document === null ? findings.map(({ message }) => message) : []
}
