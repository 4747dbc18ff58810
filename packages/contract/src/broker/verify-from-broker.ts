import { ContractError } from '../contract-error.ts'
import type { ComparedRequest } from '../edge/compared-request.ts'
import { createPatience } from '../edge/patience.ts'
import { startEdge } from '../edge/start-edge.ts'
import type { PactInteraction } from '../pact/pact.ts'
import { accessTo } from '../verify/access.ts'
import { tokenIn } from '../verify/batches.ts'
import type { VerifyEvent } from '../verify/events.ts'
import { startNativeProcess } from '../verify/native-process.ts'
import { stateChanges } from '../verify/state-changes.ts'
import { verifiedInteraction } from '../verify/verified-interaction.ts'
import { createVerifierHome } from '../verify/verifier-home.ts'
import type { VerifyOptions } from '../verify/verify-options.ts'
import type { BrokerSource } from './broker-source.ts'
import { fetchPacts, usualSelectors } from './fetch-pacts.ts'

/**
 * Verifies the pacts that a broker asks for. The verifier fetches them itself, since it tells the broker the results;
 * they are fetched here as well, for the TwiML in them.
 */
export async function* verifyFromBroker(
  source: BrokerSource,
  options: VerifyOptions,
): AsyncGenerator<VerifyEvent, void, undefined> {
  if (options.shard !== undefined) {
    throw new ContractError('A broker wants the result of a whole pact, so that its pacts have no shards.')
  }
  if (source.publish === true && source.providerVersion === undefined) {
    throw new ContractError(
      'Results are published under a version of the app, and there is none.',
      'Give --provider-version.',
    )
  }
  const files = await fetchPacts(source)
  const interactions = files.flatMap(({ pact }) =>
    pact.interactions.map((interaction) => ({ interaction, consumer: pact.consumer.name })),
  )
  if (interactions.length === 0) {
    throw new ContractError(
      `The broker has no pact for ${source.provider} that is wanted.`,
      'Publish one with `ringback contract publish`, or ask for other versions.',
    )
  }
  const access = await accessTo(options)
  yield { type: 'started', interactions: interactions.length }
  const compared = new Map<PactInteraction, ComparedRequest>()
  const stateFailures = new Map<string, string>()
  const edge = await startEdge({
    access,
    stateHandlers: options.stateHandlers ?? {},
    interactions: new Map(
      interactions.flatMap(({ interaction }) => {
        const token = tokenIn(interaction)
        return token === undefined ? [] : [[token, interaction]]
      }),
    ),
    patience: createPatience(),
    onCompared: (request) => {
      if (request.interaction !== undefined) compared.set(request.interaction, request)
    },
    onStateFailure: (state, message) => stateFailures.set(state, message),
  })
  const home = await createVerifierHome(source.brokerUrl.startsWith('http:'))
  const native = startNativeProcess(home.env)
  try {
    const result = await native.run(
      {
        ...brokerOptions(source),
        providerBaseUrl: edge.url,
        ...stateChanges(options, edge),
        timeout: access.timeoutMs * 2 + 10_000,
        logLevel: 'error',
      },
      interactions.length * (access.timeoutMs * 2 + 10_000) + 120_000,
    )
    for (const message of result.notices) yield { type: 'notice', message }
    if (result.interactions.length === 0) {
      throw new ContractError(
        `Pact's verifier cannot verify the pacts of the broker: ${result.errors.join(' ') || 'it gives no reason'}`,
      )
    }
    const said = [...result.interactions]
    for (const { interaction, consumer } of interactions) {
      const place = said.findIndex(({ description }) => description === interaction.description)
      const [native] = place === -1 ? [] : said.splice(place, 1)
      yield {
        type: 'interaction',
        ...verifiedInteraction({
          interaction,
          consumer,
          provider: source.provider,
          native,
          compared: compared.get(interaction),
          stateFailures,
        }),
      }
    }
  } finally {
    native.close()
    await edge.close()
    await home.remove()
  }
}

/** What the verifier is told of the broker; it takes an undefined option for a wrong one. */
function brokerOptions(source: BrokerSource): object {
  const { brokerUrl, token, username, password, provider, publish } = source
  const options = {
    provider,
    pactBrokerUrl: brokerUrl,
    pactBrokerToken: token,
    pactBrokerUsername: username,
    pactBrokerPassword: password,
    consumerVersionSelectors: [...(source.selectors ?? usualSelectors)],
    enablePending: source.enablePending,
    includeWipPactsSince: source.includeWipPactsSince,
    providerVersion: source.providerVersion,
    providerVersionBranch: source.providerVersionBranch,
    buildUrl: source.buildUrl,
    publishVerificationResult: publish,
    failIfNoPactsFound: true,
  }
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}
