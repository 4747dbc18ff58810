import { ContractError } from '../contract-error.ts'
import type { DeploymentOptions } from './can-i-deploy.ts'
import { reasonIn, runPactBroker } from './pact-cli.ts'

/** Tells the broker that a version runs in an environment now. Throws a `ContractError` when it does not take it. */
export async function recordDeployment(options: DeploymentOptions): Promise<string> {
  const { pacticipant, version, environment } = options
  const result = await runPactBroker(
    ['record-deployment', '--pacticipant', pacticipant, '--version', version, '--environment', environment],
    options,
  )
  if (result.code !== 0)
    throw new ContractError('broker-refused', `The broker did not record the deployment: ${reasonIn(result)}`)
  return result.stdout.trim()
}
