import { createRequire } from 'node:module'
import type PactCore from '@pact-foundation/pact-core'
import { packageMissing } from './package-missing.ts'

/**
 * Loads Pact's native core, which is an optional peer. Throws a `ContractError` that has the line to install it where
 * it is absent.
 */
export function loadPactCore(): typeof PactCore {
  const require = createRequire(import.meta.url)
  try {
    // The package exports what its types say.
    return require('@pact-foundation/pact-core') as typeof PactCore
  } catch (error) {
    throw packageMissing('@pact-foundation/pact-core', error)
  }
}
