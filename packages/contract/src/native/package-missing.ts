import { createRequire } from 'node:module'
import { messageOf } from '@ringback/common'
import { ContractError } from '../contract-error.ts'

/** The optional peers of this package: native, and 43 MB together. */
export type PactPackage = '@pact-foundation/pact-core' | '@pact-foundation/pact-cli'

/** The versions that ringback is tested with. */
const testedVersions: Readonly<Record<PactPackage, string>> = {
  '@pact-foundation/pact-core': '20.2.0',
  '@pact-foundation/pact-cli': '18.1.2',
}

/** Why one of Pact's packages cannot be used, and the line that installs it. */
export function packageMissing(name: PactPackage, error: unknown): ContractError {
  const isAbsent =
    error instanceof Error &&
    'code' in error &&
    error.code === 'MODULE_NOT_FOUND' &&
    messageOf(error).includes(name)
  const message = isAbsent
    ? `${name} is not installed.`
    : `${name} cannot be loaded: ${messageOf(error).split('\n', 1)[0] ?? ''}`
  return new ContractError('pact-not-installed', message, {
    remedy: `Install it: npm install -D ${name}@${testedVersions[name]}`,
    cause: error,
  })
}

/** The folder of one of Pact's packages. Throws a `ContractError` where it is absent. */
export function resolvePactPackage(name: PactPackage): string {
  try {
    return createRequire(import.meta.url).resolve(`${name}/package.json`)
  } catch (error) {
    throw packageMissing(name, error)
  }
}
