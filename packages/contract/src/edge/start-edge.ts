import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { headerName } from '@ringback/catalog'
import { headerPairs, messageOf } from '@ringback/common'
import type { ExchangeResponse } from '@ringback/recording'
import { compareWithContract, compareWithForeignPact } from '../compare/compare-with-contract.ts'
import type { ContractDifference } from '../compare/contract-difference.ts'
import type { PactInteraction } from '../pact/pact.ts'
import { type AppAccess, askApp, isNoAnswer } from './ask-app.ts'
import { forgedAccepted } from './forged.ts'
import type { ComparedRequest } from './compared-request.ts'
import type { Patience } from './patience.ts'
import { reply } from './reply.ts'
import { changeState, type StateChange, type StateHandlers } from './state-handlers.ts'
import { type VerifierRequest, type Webhook, webhookFor } from './webhook.ts'

export interface EdgeOptions {
  readonly access: AppAccess
  readonly stateHandlers: StateHandlers
  /** The interactions by their I-Twilio-Idempotency-Token. */
  readonly interactions: ReadonlyMap<string, PactInteraction>
  readonly patience: Patience
  /** Hears of every request to the app. */
  readonly onCompared: (compared: ComparedRequest) => void
  /** Hears of a state handler that failed, before the verifier gives the interaction up. */
  readonly onStateFailure: (state: string, message: string) => void
}

/** The signing hop between Pact's verifier and the app. */
export interface Edge {
  readonly url: string
  /** Where the verifier announces provider states. */
  readonly setupUrl: string
  readonly close: () => Promise<void>
}

const setupPath = '/_ringback/provider-state'

/**
 * Starts the hop: it runs the state handlers, signs each request as Twilio does, forwards it byte for byte, compares
 * the answer, and tells the verifier. It serves one verifier at a time, since interactions follow each other.
 */
export async function startEdge(options: EdgeOptions): Promise<Edge> {
  let values: Readonly<Record<string, unknown>> = {}
  let isFresh = true
  const server = createServer((request, response) => {
    const task = request.url === setupPath ? setUp(request, response) : serve(request, response)
    task.catch((error: unknown) => {
      // What fails here is the hop's own; the verifier shows it as the mismatch of this interaction.
      response.writeHead(400, { 'Content-Type': 'text/plain' })
      response.end(messageOf(error))
    })
  })

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
    const webhook = webhookFor(interaction, received, values)
    const startedAt = performance.now()
    const { answer, differences } = await compared(webhook, interaction)
    options.onCompared({ interaction, differences, durationMs: performance.now() - startedAt })
    reply(response, webhook, interaction, answer, differences)
  }

  async function compared(
    webhook: Webhook,
    interaction: PactInteraction | undefined,
  ): Promise<{ answer: ExchangeResponse | undefined; differences: readonly ContractDifference[] }> {
    const { access, patience } = options
    const answer = patience.isOver() ? patience.reason() : await askApp(webhook, access)
    patience.note(answer)
    const url = `${access.publicUrl}${webhook.target}`
    const actual = isNoAnswer(answer)
      ? { url, response: null, problem: { code: 'no-answer', message: answer.reason } }
      : { url, response: answer, problem: null }
    const differences =
      webhook.note === undefined || interaction === undefined
        ? compareWithForeignPact(interaction, actual)
        : compareWithContract(webhook.note, interaction.response, actual)
    if (isNoAnswer(answer)) return { answer: undefined, differences }
    return { answer, differences: [...differences, ...(await forgedAccepted(webhook, access))] }
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A server that listens on a port has the address of one.
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  return {
    url,
    setupUrl: `${url}${setupPath}`,
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

async function receivedFrom(request: IncomingMessage): Promise<VerifierRequest> {
  const { method = 'GET', url = '/', rawHeaders } = request
  const headers = headerPairs(rawHeaders)
  return { method, target: url, headers, body: await buffer(request) }
}

function stateChangeIn(body: Uint8Array): StateChange {
  const given: unknown = JSON.parse(new TextDecoder().decode(body))
  const { state, params, action } = (typeof given === 'object' && given !== null ? given : {}) as Record<
    string,
    unknown
  >
  return {
    state: typeof state === 'string' ? state : '',
    params: typeof params === 'object' && params !== null ? { ...params } : {},
    action: action === 'teardown' ? 'teardown' : 'setup',
  }
}
