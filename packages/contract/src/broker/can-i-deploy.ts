import { ContractError } from '../contract-error.ts'
import { type BrokerAccess, reasonIn, runPactBroker } from './pact-cli.ts'

/** Which version of an app is to go where. */
export interface DeploymentOptions extends BrokerAccess {
  /** The app's name in the broker. */
  readonly pacticipant: string
  readonly version: string
  readonly environment: string
}

/** The broker's answer. */
export interface Deployability {
  /** Null: the broker does not know yet. */
  readonly deployable: boolean | null
  readonly reason: string
}

/** Asks whether a version may be deployed. Throws a `ContractError` when the broker gives no answer. */
export async function canIDeploy(options: DeploymentOptions): Promise<Deployability> {
  const { pacticipant, version, environment } = options
  const result = await runPactBroker(
    [
      'can-i-deploy',
      '--pacticipant',
      pacticipant,
      '--version',
      version,
      '--to-environment',
      environment,
      '--output',
      'json',
    ],
    options,
  )
  // In JSON the exit code is 0 whatever the answer is.
  const { summary, notices } = answerIn(result.stdout) ?? {}
  if (summary === undefined)
    throw new ContractError(
      'no-broker-answer',
      `The broker does not say whether ${pacticipant} may be deployed: ${reasonIn(result)}`,
    )
  const said = (notices ?? []).map(({ text }) => text ?? '').filter((text) => text !== '')
  return { deployable: summary.deployable ?? null, reason: said.join(' ') || (summary.reason ?? '') }
}

interface Answer {
  readonly summary?: { readonly deployable?: boolean | null; readonly reason?: string }
  readonly notices?: readonly { readonly text?: string }[]
}

function answerIn(stdout: string): Answer | undefined {
  const start = stdout.indexOf('{')
  if (start === -1) return undefined
  try {
    return JSON.parse(stdout.slice(start)) as Answer // Every field is optional: what is missing is undefined.
  } catch {
    return undefined
  }
}
