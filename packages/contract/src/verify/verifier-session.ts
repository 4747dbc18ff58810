import type { VerifierOptions } from '@pact-foundation/pact-core'
import type { AppAccess } from '../signing-proxy/ask-app.ts'
import type { ComparedRequest } from '../signing-proxy/compared-request.ts'
import type { CircuitBreaker } from '../signing-proxy/circuit-breaker.ts'
import { startSigningProxy } from '../signing-proxy/start-signing-proxy.ts'
import { startNativeProcess } from '../native/native-process.ts'
import type { NativeInteraction, NativeResult } from '../native/native-result.ts'
import type { PactInteraction } from '../pact/pact.ts'
import type { VerifiedInteraction } from './events.ts'
import { stateChanges } from './state-changes.ts'
import { verifiedInteraction } from './verified-interaction.ts'
import type { VerifyOptions } from './verify-options.ts'

/** What a session works with. */
export interface SessionOptions {
  readonly access: AppAccess
  readonly options: VerifyOptions
  /** The interactions by their I-Twilio-Idempotency-Token; may change between runs. */
  readonly interactions: ReadonlyMap<string, PactInteraction>
  /** Shared by the sessions of one verification. */
  readonly circuitBreaker: CircuitBreaker
  /** For the verifier's process. */
  readonly env: Readonly<Record<string, string>>
}

/** Pact's verifier with the signing proxy in front of the app. */
export interface VerifierSession {
  /** Verifies the pacts of `source`, which have that many interactions. */
  readonly run: (
    source: Partial<VerifierOptions> & Pick<VerifierOptions, 'provider'>,
    interactions: number,
    extraMs?: number,
  ) => Promise<NativeResult>
  /** What verifier and proxy found about an interaction, as one. */
  readonly verified: (
    interaction: PactInteraction,
    parties: Pick<VerifiedInteraction, 'consumer' | 'provider'>,
    native: NativeInteraction | undefined,
  ) => VerifiedInteraction
  readonly close: () => Promise<void>
}

/** Starts verifier and proxy. Throws a `ContractError` when Pact's core is not installed. */
export async function openVerifierSession({
  access,
  options,
  interactions,
  circuitBreaker,
  env,
}: SessionOptions): Promise<VerifierSession> {
  const compared = new Map<PactInteraction, ComparedRequest>()
  const stateFailures = new Map<string, string>()
  const native = startNativeProcess(env)
  const proxy = await startSigningProxy({
    access,
    stateHandlers: options.stateHandlers ?? {},
    originalOf: options.originalOf,
    redactor: options.redactor,
    reveal: options.reveal,
    interactions,
    circuitBreaker,
    onCompared: (request) => {
      if (request.interaction !== undefined) compared.set(request.interaction, request)
    },
    onStateFailure: (state, message) => stateFailures.set(state, message),
  })
  // The app may be asked twice: once signed, once forged.
  const interactionMs = access.timeoutMs * 2 + 10_000
  return {
    run: (source, count, extraMs = 0) =>
      native.run(
        {
          ...source,
          providerBaseUrl: proxy.url,
          ...stateChanges(options, proxy),
          timeout: interactionMs,
          logLevel: 'error',
        },
        count * interactionMs + extraMs,
      ),
    verified: (interaction, parties, result) =>
      verifiedInteraction({
        ...parties,
        interaction,
        native: result,
        compared: compared.get(interaction),
        stateFailures,
      }),
    close: async () => {
      native.close()
      await proxy.close()
    },
  }
}
