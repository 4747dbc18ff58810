import type { VerifiedInteraction, VerifyCounts } from './events.ts'
import { verify } from './verify.ts'
import type { VerifyOptions } from './verify-options.ts'

/** What became of all interactions of a contract. */
export interface VerificationReport {
  readonly counts: VerifyCounts
  readonly interactions: readonly VerifiedInteraction[]
  /** One text per interaction that failed, pending ones apart: what failed, and what the caller would notice. */
  readonly failures: readonly string[]
}

/**
 * Verifies an app against its contract and gives the whole report, for tests:
 * `expect((await verifyProvider(...)).failures).toEqual([])`. Throws as `verify` does.
 */
export async function verifyProvider(options: VerifyOptions): Promise<VerificationReport> {
  const interactions: VerifiedInteraction[] = []
  let counts: VerifyCounts = { passed: 0, failed: 0, pending: 0 }
  for await (const event of verify(options)) {
    if (event.type === 'interaction') interactions.push(event)
    if (event.type === 'finished') counts = event.counts
  }
  const failures = interactions.filter(({ verdict }) => verdict === 'failed').map(failureText)
  return { counts, interactions, failures }
}

function failureText({ description, judgements }: VerifiedInteraction): string {
  const messages = judgements.filter(({ severity }) => severity === 'breaking').map(({ message }) => message)
  return `${description}: ${messages.join(' ')}`
}
