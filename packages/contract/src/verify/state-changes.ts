import type { VerifierOptions } from '@pact-foundation/pact-core'
import type { SigningProxy } from '../signing-proxy/start-signing-proxy.ts'
import type { VerifyOptions } from './verify-options.ts'

type StateChanges = Pick<
  VerifierOptions,
  'providerStatesSetupUrl' | 'providerStatesSetupTeardown' | 'providerStatesSetupBody'
>

/** How the verifier announces provider states; not at all where nobody listens, since each is a request of its own. */
export function stateChanges({ stateHandlers }: VerifyOptions, { setupUrl }: SigningProxy): StateChanges {
  if (stateHandlers === undefined) return {}
  return {
    providerStatesSetupUrl: setupUrl,
    providerStatesSetupTeardown: Object.values(stateHandlers).some((handler) => typeof handler === 'object'),
    providerStatesSetupBody: true,
  }
}
