import { ContractError } from '../contract-error.ts'
import { loadPacts } from '../verify/load-pacts.ts'
import { type BrokerAccess, reasonIn, runPactBroker } from './pact-cli.ts'

/** What is published, and under which version of the consumer. */
export interface PublishOptions extends BrokerAccess {
  /** Pact files and folders of them. */
  readonly paths: readonly string[]
  /** The version of the consumer: of the contract, since Twilio has none that could be known. */
  readonly consumerVersion: string
  readonly branch?: string
  readonly buildUrl?: string
}

/**
 * Publishes pacts. Gives what the broker says.
 * @throws {ContractError} `no-pact` that lists every path that holds no pact; `broker-refused`
 */
export async function publishPacts(options: PublishOptions): Promise<string> {
  const { paths, consumerVersion, branch, buildUrl } = options
  await loadPacts(paths)
  const result = await runPactBroker(
    [
      'publish',
      ...paths,
      '--consumer-app-version',
      consumerVersion,
      ...(branch === undefined ? [] : ['--branch', branch]),
      ...(buildUrl === undefined ? [] : ['--build-url', buildUrl]),
    ],
    options,
  )
  if (result.code !== 0)
    throw new ContractError('broker-refused', `The broker refused the pacts: ${reasonIn(result)}`)
  return result.stdout.trim()
}
