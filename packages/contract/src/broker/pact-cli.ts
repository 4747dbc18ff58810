import { fork } from 'node:child_process'
import { dirname, join } from 'node:path'
import { ContractError } from '../contract-error.ts'
import { resolvePactPackage } from '../native/package-missing.ts'

/** How a Pact Broker is reached. */
export interface BrokerAccess {
  readonly brokerUrl: string
  readonly token?: string
  readonly username?: string
  readonly password?: string
}

/** What a command of Pact's own command line printed. */
export interface PactCliResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs `pact-broker` of @pact-foundation/pact-cli. Throws a `ContractError` when it is not installed or cannot be started. */
export async function runPactBroker(
  command: readonly string[],
  access: BrokerAccess,
): Promise<PactCliResult> {
  const manifest = resolvePactPackage('@pact-foundation/pact-cli')
  const script = join(dirname(manifest), 'bin', 'pact-broker.js')
  const { brokerUrl, token, username, password } = access
  const child = fork(script, command, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Secrets go by the environment, where no list of processes shows them.
    env: {
      ...process.env,
      PACT_DO_NOT_TRACK: 'true',
      NO_COLOR: '1',
      PACT_BROKER_BASE_URL: brokerUrl,
      ...(token !== undefined && { PACT_BROKER_TOKEN: token }),
      ...(username !== undefined && { PACT_BROKER_USERNAME: username }),
      ...(password !== undefined && { PACT_BROKER_PASSWORD: password }),
    },
  })
  let stdout = ''
  let stderr = ''
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk))
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk))
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', (error) =>
      reject(
        new ContractError('pact-cli-failed', `Pact's command line cannot be started: ${error.message}.`),
      ),
    )
    child.on('close', (exitCode) => resolve(exitCode ?? 1))
  })
  return { code, stdout, stderr }
}

/** The last thing a command said, as the reason why it failed. */
export function reasonIn({ stdout, stderr, code }: PactCliResult): string {
  const lines = `${stdout}\n${stderr}`
    .split('\n')
    .map((line) => line.replaceAll(/\p{C}\[[\d;]*m/gu, '').trim())
  return (
    lines
      .filter((line) => line !== '')
      .slice(-3)
      .join(' ') || `it ended with code ${code}`
  )
}
