import { contractNote } from '../pact/contract-note.ts'
import type { PactInteraction } from '../pact/pact.ts'
import type { ContractDifference } from '../compare/contract-difference.ts'
import type { ComparedRequest } from '../signing-proxy/compared-request.ts'
import type { ContractVerdict, VerifiedInteraction } from './events.ts'
import type { NativeInteraction } from '../native/native-result.ts'

/** Everything that is known of an interaction after a run. */
export interface Evidence {
  readonly interaction: PactInteraction
  readonly consumer: string
  readonly provider: string
  /** What Pact's verifier says; undefined when it says nothing of this interaction. */
  readonly native: NativeInteraction | undefined
  /** What the hop says; undefined when no request came. */
  readonly compared: ComparedRequest | undefined
  /** Why state handlers failed, by the name of the state. */
  readonly stateFailures: ReadonlyMap<string, string>
}

/** Both verdicts as one. */
export function verifiedInteraction(evidence: Evidence): VerifiedInteraction {
  const { interaction, consumer, provider, native, compared } = evidence
  const own = compared?.differences ?? []
  const isBroken = own.some(({ severity }) => severity === 'breaking')
  // A breach that the hop found is what Pact reports too, in words made for it.
  const differences = [...own, ...(isBroken || native?.passed === true ? [] : pactDifferences(evidence))]
  return {
    consumer,
    provider,
    description: interaction.description,
    kind: contractNote(interaction)?.kind ?? null,
    request: requestLine(interaction),
    states: (interaction.providerStates ?? []).map(({ name }) => name),
    verdict: verdictOf(
      isBroken || native?.passed !== true,
      native?.pending === true || interaction.pending === true,
    ),
    differences,
    durationMs: compared?.durationMs ?? 0,
  }
}

function verdictOf(failed: boolean, pending: boolean): ContractVerdict {
  if (!failed) return 'passed'
  return pending ? 'pending' : 'failed'
}

function pactDifferences({ interaction, native, stateFailures }: Evidence): readonly ContractDifference[] {
  const states = (interaction.providerStates ?? []).flatMap(({ name }): readonly ContractDifference[] => {
    const message = stateFailures.get(name)
    if (message === undefined) return []
    return [
      {
        code: 'state',
        severity: 'breaking',
        message: `The state handler of "${name}" failed: ${message}. Nothing was sent.`,
      },
    ]
  })
  if (states.length > 0) return states
  const mismatches = native?.mismatches ?? []
  const messages = mismatches.length > 0 ? mismatches : ["Pact's verifier says nothing of this interaction."]
  return messages.map((message) => ({ code: 'pact', severity: 'breaking', message }))
}

function requestLine(interaction: PactInteraction): string {
  const { method = 'GET', path = '/' } = interaction.request
  return `${method} ${contractNote(interaction)?.target ?? path}`
}
