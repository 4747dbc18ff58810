import { isBrokerSource } from '../broker/broker-source.ts'
import { verifyFromBroker } from '../broker/verify-from-broker.ts'
import { isHttpInteraction, type PactFile } from '../pact/pact.ts'
import { batchesOf } from './batches.ts'
import type { ContractVerdict, VerifyCounts, VerifyEvent } from './events.ts'
import { loadPacts } from './load-pacts.ts'
import { verifyBatches } from './verify-batches.ts'
import type { VerifyOptions } from './verify-options.ts'

/**
 * Verifies an app against its contract: Pact's verifier sends the requests, ringback signs them and compares the TwiML.
 * The last event has the counts; where `judged` is 0 the run says nothing about the app. Throws a `ContractError` when
 * it cannot run: a path without a pact, no app, Pact's core not installed, a verifier that died.
 */
export async function* verify(options: VerifyOptions): AsyncGenerator<VerifyEvent, void, undefined> {
  const verdicts: ContractVerdict[] = []
  let wanted = 0
  for await (const event of eventsOf(options)) {
    if (event.type === 'started') wanted += event.interactions
    if (event.type === 'skipped') wanted += event.interactions
    if (event.type === 'interaction') verdicts.push(event.verdict)
    yield event
  }
  yield { type: 'finished', counts: countsOf(verdicts, wanted) }
}

function countsOf(verdicts: readonly ContractVerdict[], wanted: number): VerifyCounts {
  const count = (verdict: ContractVerdict): number => verdicts.filter((each) => each === verdict).length
  const [passed, failed, pending] = [count('passed'), count('failed'), count('pending')]
  return {
    judged: passed + failed + pending,
    passed,
    failed,
    pending,
    notComparable: count('not-comparable'),
    skipped: wanted - verdicts.length,
  }
}

async function* eventsOf(options: VerifyOptions): AsyncGenerator<VerifyEvent, void, undefined> {
  const { pacts } = options
  if (isBrokerSource(pacts)) {
    yield* verifyFromBroker(pacts, options)
    return
  }
  const files = await filesFrom(pacts)
  for (const { name, pact } of files) {
    const messages = pact.interactions.filter((interaction) => !isHttpInteraction(interaction)).length
    if (messages > 0)
      yield { type: 'skipped', interactions: messages, reason: `${name}: messages, which are not HTTP` }
  }
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
