import type { IncomingMessage, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { headerName } from '@ringback/catalog'
import { headerPairs, messageOf } from '@ringback/common'
import type { Exchange } from '@ringback/recording'
import { contractNote } from '../pact/contract-note.ts'
import type { PactInteraction } from '../pact/pact.ts'
import { compareAppAnswer } from './compare-app-answer.ts'
import { reply } from './reply.ts'
import type { SigningProxyOptions } from './signing-proxy-options.ts'
import { changeState, type StateChange } from './state-handlers.ts'
import { type VerifierRequest, webhookFor } from './webhook.ts'

/** The path under which the verifier announces provider states. */
export const setupPath = '/_ringback/provider-state'

/** Answers the requests of one verifier: the changes of provider states, and the interactions that follow them. */
export function createVerifierHandler(
  options: SigningProxyOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  /** What the state handlers gave for the interaction that comes next. */
  let values: Readonly<Record<string, unknown>> = {}
  /** True: the next set-up belongs to another interaction. */
  let isFresh = true

  async function setUp(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const change = stateChangeIn(await buffer(request))
    if (isFresh && change.action === 'setup') values = {}
    isFresh = change.action === 'teardown'
    try {
      const given = await changeState(change, options.stateHandlers)
      if (change.action === 'setup') values = { ...values, ...given }
      response.writeHead(200, { 'Content-Type': 'application/json' })
      response.end(JSON.stringify(given))
    } catch (error) {
      options.onStateFailure(change.state, messageOf(error))
      // The verifier repeats a 5xx for two minutes.
      response.writeHead(422, { 'Content-Type': 'text/plain' })
      response.end(messageOf(error))
    }
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    isFresh = true
    const received = await receivedFrom(request)
    const token = request.headers[headerName.idempotencyToken]
    const interaction = typeof token === 'string' ? options.interactions.get(token) : undefined
    const webhook = webhookFor(interaction, received, values, await originalFor(interaction, options))
    const startedAt = performance.now()
    const compared = await compareAppAnswer(webhook, interaction, options)
    const durationMs = performance.now() - startedAt
    const { differences, revealed, heard } = compared
    options.onCompared({ interaction, differences, revealed, heard, durationMs })
    reply(response, webhook, interaction, compared)
  }

  return (request, response) =>
    request.url === setupPath ? setUp(request, response) : serve(request, response)
}

/** The original of an interaction, where there is one and its answers can be redacted. */
async function originalFor(
  interaction: PactInteraction | undefined,
  { originalOf, redactor }: SigningProxyOptions,
): Promise<Exchange | null> {
  if (interaction === undefined || originalOf === undefined || redactor === undefined) return null
  return contractNote(interaction)?.recorded?.redaction === undefined ? null : originalOf(interaction)
}

async function receivedFrom(request: IncomingMessage): Promise<VerifierRequest> {
  const { method = 'GET', url = '/', rawHeaders } = request
  return { method, target: url, headers: headerPairs(rawHeaders), body: await buffer(request) }
}

function stateChangeIn(body: Uint8Array): StateChange {
  const given: unknown = JSON.parse(new TextDecoder().decode(body))
  const { state, params, action } = typeof given === 'object' && given !== null ? { ...given } : noChange
  return {
    state: typeof state === 'string' ? state : '',
    params: typeof params === 'object' && params !== null ? { ...params } : {},
    action: action === 'teardown' ? 'teardown' : 'setup',
  }
}

const noChange: { readonly state?: unknown; readonly params?: unknown; readonly action?: unknown } = {}
