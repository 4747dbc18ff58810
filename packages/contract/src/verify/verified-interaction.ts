import { contractNote } from '../pact/contract-note.ts'
import type { PactInteraction } from '../pact/pact.ts'
import type { ContractDifference } from '../compare/contract-difference.ts'
import type { ComparedRequest } from '../signing-proxy/compared-request.ts'
import type { ContractVerdict, VerifiedInteraction } from './events.ts'
import type { NativeInteraction } from '../native/native-result.ts'

/** All that was found about an interaction in a run. */
export interface Evidence {
  readonly interaction: PactInteraction
  readonly consumer: string
  readonly provider: string
  /** What Pact's verifier found; undefined when it reports nothing for this interaction. */
  readonly native: NativeInteraction | undefined
  /** What the signing proxy found; undefined when no request came. */
  readonly compared: ComparedRequest | undefined
  /** Why state handlers failed, by the name of the state. */
  readonly stateFailures: ReadonlyMap<string, string>
}

/** What Pact's verifier and the signing proxy found, as one verdict. */
export function verifiedInteraction(evidence: Evidence): VerifiedInteraction {
  const { interaction, consumer, provider, native, compared } = evidence
  const own = compared?.differences ?? []
  const isBroken = own.some(({ severity }) => severity === 'breaking')
  // Pact reports a breach that the signing proxy found as well, in the words of the reply.
  const others = isBroken || native?.passed === true ? [] : pactDifferences(evidence)
  const differences = [...own, ...others]
  return {
    consumer,
    provider,
    description: interaction.description,
    kind: contractNote(interaction)?.kind ?? null,
    request: requestLine(interaction),
    states: (interaction.providerStates ?? []).map(({ name }) => name),
    verdict: verdictOf(evidence, differences),
    differences,
    ...(compared?.revealed !== undefined && { revealed: [...compared.revealed, ...others] }),
    expected: compared?.heard?.expected ?? null,
    answered: compared?.heard?.answered ?? null,
    durationMs: compared?.durationMs ?? 0,
  }
}

function verdictOf(
  { native, interaction }: Evidence,
  differences: readonly ContractDifference[],
): ContractVerdict {
  const severities = new Set(differences.map(({ severity }) => severity))
  if (native?.passed !== true || severities.has('breaking'))
    return native?.pending === true || interaction.pending === true ? 'pending' : 'failed'
  return severities.has('not-comparable') ? 'not-comparable' : 'passed'
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
  const messages =
    mismatches.length > 0 ? mismatches : ["Pact's verifier reports nothing for this interaction."]
  return messages.map((message) => ({ code: 'pact', severity: 'breaking', message }))
}

function requestLine(interaction: PactInteraction): string {
  const { method = 'GET', path = '/' } = interaction.request
  return `${method} ${contractNote(interaction)?.target ?? path}`
}
