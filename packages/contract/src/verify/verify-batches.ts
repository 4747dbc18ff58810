import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createEventQueue, type EventQueue } from '@ringback/common'
import { ContractError } from '../contract-error.ts'
import { createCircuitBreaker } from '../signing-proxy/circuit-breaker.ts'
import type { NativeResult } from '../native/native-result.ts'
import { createVerifierDirectory } from '../native/verifier-directory.ts'
import type { PactInteraction } from '../pact/pact.ts'
import { accessTo } from './access.ts'
import type { Batch } from './batches.ts'
import type { VerifiedInteraction, VerifyEvent } from './events.ts'
import { openVerifierSession, type SessionOptions, type VerifierSession } from './verifier-session.ts'
import type { VerifyOptions } from './verify-options.ts'

/** Verifies batches of interactions, several at a time. Nothing is started where there is none. */
export async function* verifyBatches(
  batches: readonly Batch[],
  options: VerifyOptions,
): AsyncGenerator<VerifyEvent, void, undefined> {
  const total = batches.reduce((sum, { pact }) => sum + pact.interactions.length, 0)
  const access = await accessTo(options)
  yield { type: 'started', interactions: total }
  if (total === 0) return
  const home = await createVerifierDirectory(true)
  const queue = createEventQueue<VerifiedInteraction>()
  const stop = new AbortController()
  const signal = options.signal === undefined ? stop.signal : AbortSignal.any([stop.signal, options.signal])
  const waiting = [...batches.entries()]
  const shared = { access, options, circuitBreaker: createCircuitBreaker(), env: home.env }
  const worker = (): Promise<void> =>
    verifyWaiting(waiting, { queue, signal, directory: home.directory }, shared)
  const workers = Array.from({ length: Math.min(concurrencyOf(options, total), batches.length) }, worker)
  Promise.all(workers).then(
    () => queue.end(),
    (error: unknown) => queue.end(error),
  )
  try {
    for await (const interaction of queue) yield { type: 'interaction', ...interaction }
  } finally {
    stop.abort()
    await Promise.allSettled(workers)
    await home.remove()
  }
}

/** Where the results of a worker go, and what ends it. */
interface WorkerContext {
  readonly queue: EventQueue<VerifiedInteraction>
  readonly signal: AbortSignal
  /** Where the pacts of the batches are written. */
  readonly directory: string
}

/** Takes batches until none is left. */
async function verifyWaiting(
  waiting: (readonly [number: number, batch: Batch])[],
  { queue, signal, directory }: WorkerContext,
  shared: Omit<SessionOptions, 'interactions'>,
): Promise<void> {
  const interactions = new Map<string, PactInteraction>()
  const session = await openVerifierSession({ ...shared, interactions })
  try {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      if (signal.aborted) return
      const [number, batch] = next
      interactions.clear()
      for (const [token, interaction] of batch.byToken) interactions.set(token, interaction)
      const file = join(directory, `${number}.json`)
      await writeFile(file, JSON.stringify(batch.pact))
      for (const result of await verifyBatch(batch, file, session)) queue.push(result)
    }
  } finally {
    await session.close()
  }
}

async function verifyBatch(
  { pact }: Batch,
  file: string,
  session: VerifierSession,
): Promise<readonly VerifiedInteraction[]> {
  const parties = { consumer: pact.consumer.name, provider: pact.provider.name }
  const result = await session.run({ provider: parties.provider, pactUrls: [file] }, pact.interactions.length)
  if (result.interactions.length === 0) {
    throw new ContractError(
      'pact-refused',
      `Pact's verifier cannot run a pact of ${parties.consumer} and ${parties.provider}: ${result.errors.join(' ') || 'no reason given'}`,
    )
  }
  return pact.interactions.map((interaction) =>
    session.verified(interaction, parties, resultFor(interaction, result)),
  )
}

function resultFor(
  { description, providerStates = [] }: PactInteraction,
  { interactions }: NativeResult,
): NativeResult['interactions'][number] | undefined {
  return interactions.find(
    (result) =>
      result.description === description &&
      result.states.length === providerStates.length &&
      providerStates.every(({ name }, place) => result.states[place] === name),
  )
}

/** A verifier takes longer to start than a hundred interactions take. */
const worthAProcess = 100

function concurrencyOf({ concurrency, stateHandlers }: VerifyOptions, total: number): number {
  if (concurrency !== undefined) return Math.max(1, concurrency)
  return stateHandlers === undefined && total > worthAProcess ? 2 : 1
}
