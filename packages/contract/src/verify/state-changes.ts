import type { VerifierOptions } from '@pact-foundation/pact-core'
import type { Edge } from '../edge/start-edge.ts'
import type { VerifyOptions } from './verify-options.ts'

type StateChanges = Pick<
  VerifierOptions,
  'providerStatesSetupUrl' | 'providerStatesSetupTeardown' | 'providerStatesSetupBody'
>

/** How the verifier announces provider states; not at all where nobody listens, since each is a request of its own. */
export function stateChanges({ stateHandlers }: VerifyOptions, { setupUrl }: Edge): StateChanges {
  if (stateHandlers === undefined) return {}
  return {
    providerStatesSetupUrl: setupUrl,
    providerStatesSetupTeardown: Object.values(stateHandlers).some((handler) => typeof handler === 'object'),
    providerStatesSetupBody: true,
  }
}
