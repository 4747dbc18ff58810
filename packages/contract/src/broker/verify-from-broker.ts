import { ContractError } from '../contract-error.ts'
import { createCircuitBreaker } from '../signing-proxy/circuit-breaker.ts'
import type { NativeResult } from '../native/native-result.ts'
import { createVerifierDirectory } from '../native/verifier-directory.ts'
import type { PactInteraction } from '../pact/pact.ts'
import { accessTo } from '../verify/access.ts'
import { tokenIn } from '../verify/batches.ts'
import type { VerifyEvent } from '../verify/events.ts'
import { openVerifierSession, type VerifierSession } from '../verify/verifier-session.ts'
import type { VerifyOptions } from '../verify/verify-options.ts'
import type { BrokerSource } from './broker-source.ts'
import { fetchPacts, defaultSelectors } from './fetch-pacts.ts'

/** An interaction of a pact that the broker wants to have verified. */
interface WantedInteraction {
  readonly interaction: PactInteraction
  readonly consumer: string
}

/**
 * Verifies the pacts that a broker asks for. The verifier fetches them itself, since it tells the broker the results;
 * they are fetched here as well, for the TwiML in them.
 */
export async function* verifyFromBroker(
  source: BrokerSource,
  options: VerifyOptions,
): AsyncGenerator<VerifyEvent, void, undefined> {
  checkSource(source, options)
  const wanted = (await fetchPacts(source)).flatMap(({ pact }) =>
    pact.interactions.map((interaction) => ({ interaction, consumer: pact.consumer.name })),
  )
  const access = await accessTo(options)
  yield { type: 'started', interactions: wanted.length }
  if (wanted.length === 0) {
    yield { type: 'notice', message: `The broker has no matching pact for ${source.provider}.` }
    return
  }
  const home = await createVerifierDirectory(source.brokerUrl.startsWith('http:'))
  try {
    const session = await openVerifierSession({
      access,
      options,
      interactions: byToken(wanted),
      circuitBreaker: createCircuitBreaker(),
      env: home.env,
    })
    try {
      yield* verifyWanted(wanted, source, session)
    } finally {
      await session.close()
    }
  } finally {
    await home.remove()
  }
}

function checkSource(source: BrokerSource, { shard }: VerifyOptions): void {
  if (shard !== undefined) {
    throw new ContractError(
      'broker-shard',
      'Pacts from a broker cannot be verified with --shard: the broker needs the result of the whole pact.',
      { remedy: 'Remove --shard, or verify pact files.' },
    )
  }
  if (source.publish === true && source.providerVersion === undefined) {
    throw new ContractError(
      'no-provider-version',
      'No version of the app given, which is needed to publish results.',
      {
        remedy: 'Pass --app-version.',
      },
    )
  }
}

function byToken(wanted: readonly WantedInteraction[]): ReadonlyMap<string, PactInteraction> {
  return new Map(
    wanted.flatMap(({ interaction }) => {
      const token = tokenIn(interaction)
      return token === undefined ? [] : [[token, interaction]]
    }),
  )
}

/** Broker and verifier name an interaction by its description alone: the nth of a name is the nth result of it. */
async function* verifyWanted(
  wanted: readonly WantedInteraction[],
  source: BrokerSource,
  session: VerifierSession,
): AsyncGenerator<VerifyEvent, void, undefined> {
  const result: NativeResult = await session.run(brokerOptions(source), wanted.length, 120_000)
  for (const message of result.notices) yield { type: 'notice', message }
  if (result.interactions.length === 0) {
    throw new ContractError(
      'pact-refused',
      `Pact's verifier cannot verify the pacts of the broker: ${result.errors.join(' ') || 'no reason given'}`,
    )
  }
  const results = [...result.interactions]
  for (const { interaction, consumer } of wanted) {
    const place = results.findIndex(({ description }) => description === interaction.description)
    const [native] = place === -1 ? [] : results.splice(place, 1)
    const parties = { consumer, provider: source.provider }
    yield { type: 'interaction', ...session.verified(interaction, parties, native) }
  }
}

/** The verifier's options for the broker; it refuses options that are undefined. */
function brokerOptions(source: BrokerSource): Parameters<VerifierSession['run']>[0] {
  const { brokerUrl, token, username, password, provider, publish } = source
  const options = {
    pactBrokerUrl: brokerUrl,
    pactBrokerToken: token,
    pactBrokerUsername: username,
    pactBrokerPassword: password,
    consumerVersionSelectors: [...(source.selectors ?? defaultSelectors)],
    enablePending: source.enablePending,
    includeWipPactsSince: source.includeWipPactsSince,
    providerVersion: source.providerVersion,
    providerVersionBranch: source.providerVersionBranch,
    buildUrl: source.buildUrl,
    publishVerificationResult: publish,
    failIfNoPactsFound: true,
  }
  return {
    provider,
    ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
  }
}
