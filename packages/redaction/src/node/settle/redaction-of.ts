import type { Exchange } from '@ringback/recording'
import { createRedactor } from '../../redactor.ts'
import { openCallKnowledge } from './call-knowledge.ts'
import type { SettleSettings } from './settings.ts'

/** Redacts exchanges as a recordings folder has it. */
export interface Redaction {
  readonly redact: (exchange: Exchange) => Exchange
  /** Keeps what was learned from what was redacted. */
  readonly flush: () => Promise<void>
}

/**
 * The redaction of a folder. `anew`: what was learned from earlier exchanges is not used, since all of them are redacted
 * again.
 */
export async function redactionOf(settings: SettleSettings, anew = false): Promise<Redaction> {
  const { recordings, redaction, redactModule, ring } = settings
  const flush = async (): Promise<void> => undefined
  if (redactModule !== undefined) {
    // What the module has to export is said at `SettleSettings.redactModule`.
    const module = (await import(redactModule)) as {
      createRedact(settings: SettleSettings): (exchange: Exchange) => Exchange
    }
    return { redact: module.createRedact(settings), flush }
  }
  if (redaction === 'off') return { redact: (exchange) => exchange, flush }
  const { keyId, pseudonymKey } = ring.current
  const { callSecrets, paths, ...knowledge } = await openCallKnowledge(recordings, ring, anew)
  const redactor = createRedactor({ ...redaction, key: pseudonymKey, keyId, callSecrets, paths })
  return { redact: (exchange) => redactor.redactExchange(exchange), flush: async () => knowledge.flush() }
}
