import { pactFiles, planInteractions } from '@ringback/contract'
import { printableJson } from '@ringback/common'
import type { Exchange, Recording } from '@ringback/recording'
import type { Copyable } from '../../model/call-view.ts'

/** A pact with one interaction: what Twilio sent, and what the app has to answer. Nothing that is sealed is in it. */
export function pactCopy(recording: Recording, exchange: Exchange): Copyable {
  const { interactions, skipped } = planInteractions({
    recordings: [{ ...recording, exchanges: [exchange] }],
  })
  const [reason] = skipped
  if (reason !== undefined) return { reason: reason.reason }
  const [file] = pactFiles(interactions, { provider: 'app' })
  if (file === undefined) return { reason: 'there is nothing to hold' }
  return {
    text: `${printableJson(file.pact, 2)}\n`,
    note: 'as a pact whose provider is called app; verify it: ringback contract verify',
  }
}
