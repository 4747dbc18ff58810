import { ContractError } from '../contract-error.ts'
import { describeDifference } from '../compare/contract-difference.ts'
import type { VerifiedInteraction, VerifyCounts } from './events.ts'
import { verify } from './verify.ts'
import type { VerifyOptions } from './verify-options.ts'

/** How an app is verified in a test. */
export interface VerifyProviderOptions extends VerifyOptions {
  /** True: a run that verifies nothing is fine. */
  readonly passWithNothing?: boolean
}

/** What became of all interactions of a contract. */
export interface VerificationReport {
  readonly counts: VerifyCounts
  readonly interactions: readonly VerifiedInteraction[]
  /** One text per interaction that failed, pending ones apart: what failed, and what the caller would notice. */
  readonly failures: readonly string[]
}

/**
 * Verifies an app against its contract and gives the whole report, for tests:
 * `expect((await verifyProvider(...)).failures).toEqual([])`. Throws as `verify` does, and when nothing was verified.
 */
export async function verifyProvider(options: VerifyProviderOptions): Promise<VerificationReport> {
  const interactions: VerifiedInteraction[] = []
  let counts: VerifyCounts | undefined
  for await (const event of verify(options)) {
    if (event.type === 'interaction') interactions.push(event)
    if (event.type === 'finished') counts = event.counts
  }
  if (counts === undefined || (counts.judged === 0 && options.passWithNothing !== true))
    throw new ContractError(
      'nothing-verified',
      `No interaction was verified: ${counts?.notComparable ?? 0} not comparable, ${counts?.skipped ?? 0} skipped.`,
      { remedy: 'Check `pacts` and `shard`, or set `passWithNothing` if that is expected.' },
    )
  const failures = interactions.filter(({ verdict }) => verdict === 'failed').map(failureText)
  return { counts, interactions, failures }
}

function failureText({ description, differences }: VerifiedInteraction): string {
  const messages = differences.filter(({ severity }) => severity === 'breaking').map(describeDifference)
  return `${description}: ${messages.join(' ')}`
}
