import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isBrokerSource } from '../broker/broker-source.ts'
import { verifyFromBroker } from '../broker/verify-from-broker.ts'
import { ContractError } from '../contract-error.ts'
import type { ComparedRequest } from '../edge/compared-request.ts'
import { createPatience } from '../edge/patience.ts'
import { startEdge } from '../edge/start-edge.ts'
import type { PactFile, PactInteraction } from '../pact/pact.ts'
import { accessTo } from './access.ts'
import { type Batch, batchesOf } from './batches.ts'
import type { VerifiedInteraction, VerifyCounts, VerifyEvent } from './events.ts'
import { loadPacts } from './load-pacts.ts'
import { startNativeProcess } from './native-process.ts'
import { createQueue } from './queue.ts'
import { stateChanges } from './state-changes.ts'
import { verifiedInteraction } from './verified-interaction.ts'
import { createVerifierHome } from './verifier-home.ts'
import type { VerifyOptions } from './verify-options.ts'

/**
 * Verifies an app against its contract: Pact's verifier sends the requests, ringback signs them and judges the TwiML.
 * Throws a `ContractError` when nothing could be verified: no pact, no app, a verifier that died.
 */
export async function* verify(options: VerifyOptions): AsyncGenerator<VerifyEvent, void, undefined> {
  const counts = { passed: 0, failed: 0, pending: 0 }
  for await (const event of eventsOf(options)) {
    if (event.type === 'interaction') counts[event.verdict] += 1
    yield event
  }
  yield { type: 'finished', counts: counts satisfies VerifyCounts }
}

async function* eventsOf(options: VerifyOptions): AsyncGenerator<VerifyEvent, void, undefined> {
  const { pacts } = options
  if (isBrokerSource(pacts)) {
    yield* verifyFromBroker(pacts, options)
    return
  }
  const files = await filesFrom(pacts)
  const total = files.reduce((sum, { pact }) => sum + pact.interactions.length, 0)
  if (total === 0)
    throw new ContractError(
      'There is no interaction to verify.',
      'Build pacts with `ringback contract build`.',
    )
  yield* verifyBatches(batchesOf(files, options.shard), options)
}

async function filesFrom(
  pacts: Exclude<VerifyOptions['pacts'], { brokerUrl: string }>,
): Promise<readonly PactFile[]> {
  if (typeof pacts === 'string') return loadPacts([pacts])
  const paths = pacts.filter((pact) => typeof pact === 'string')
  return [
    ...pacts.filter((pact) => typeof pact !== 'string'),
    ...(paths.length > 0 ? await loadPacts(paths) : []),
  ]
}

async function* verifyBatches(
  batches: readonly Batch[],
  options: VerifyOptions,
): AsyncGenerator<VerifyEvent, void, undefined> {
  const total = batches.reduce((sum, { pact }) => sum + pact.interactions.length, 0)
  const access = await accessTo(options)
  yield { type: 'started', interactions: total }
  if (total === 0) return
  const home = await createVerifierHome(true)
  const queue = createQueue<VerifiedInteraction>()
  const waiting = [...batches.entries()]
  const patience = createPatience()
  let stopped = false
  const work = async (): Promise<void> => {
    const compared = new Map<PactInteraction, ComparedRequest>()
    const stateFailures = new Map<string, string>()
    const interactions = new Map<string, PactInteraction>()
    const edge = await startEdge({
      access,
      stateHandlers: options.stateHandlers ?? {},
      interactions,
      patience,
      onCompared: (request) => {
        if (request.interaction !== undefined) compared.set(request.interaction, request)
      },
      onStateFailure: (state, message) => stateFailures.set(state, message),
    })
    const native = startNativeProcess(home.env)
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        if (stopped || options.signal?.aborted === true) return
        const [number, { pact, byToken }] = next
        for (const [token, interaction] of byToken) interactions.set(token, interaction)
        const file = join(home.directory, `${number}.json`)
        await writeFile(file, JSON.stringify(pact))
        const result = await native.run(
          {
            provider: pact.provider.name,
            providerBaseUrl: edge.url,
            ...stateChanges(options, edge),
            pactUrls: [file],
            timeout: access.timeoutMs * 2 + 10_000,
            logLevel: 'error',
          },
          pact.interactions.length * (access.timeoutMs * 2 + 10_000),
        )
        if (result.interactions.length === 0) {
          throw new ContractError(
            `Pact's verifier cannot run a pact of ${pact.consumer.name} and ${pact.provider.name}: ${result.errors.join(' ') || 'it gives no reason'}`,
          )
        }
        for (const interaction of pact.interactions) {
          queue.push(
            verifiedInteraction({
              interaction,
              consumer: pact.consumer.name,
              provider: pact.provider.name,
              native: result.interactions.find(
                ({ description, states }) =>
                  description === interaction.description && sameStates(states, interaction),
              ),
              compared: compared.get(interaction),
              stateFailures,
            }),
          )
        }
        interactions.clear()
      }
    } finally {
      native.close()
      await edge.close()
    }
  }
  const workers = Array.from({ length: Math.min(concurrencyOf(options, total), batches.length) }, work)
  Promise.all(workers).then(
    () => queue.end(),
    (error: unknown) => queue.end(error),
  )
  try {
    for await (const interaction of queue) yield { type: 'interaction', ...interaction }
  } finally {
    stopped = true
    await Promise.allSettled(workers)
    await home.remove()
  }
}

/** A verifier takes longer to start than a hundred interactions take. */
const worthAProcess = 100

function concurrencyOf({ concurrency, stateHandlers }: VerifyOptions, total: number): number {
  if (concurrency !== undefined) return Math.max(1, concurrency)
  return stateHandlers === undefined && total > worthAProcess ? 2 : 1
}

function sameStates(states: readonly string[], { providerStates = [] }: PactInteraction): boolean {
  return (
    states.length === providerStates.length &&
    providerStates.every(({ name }, place) => states[place] === name)
  )
}
