import { RingbackError } from '@ringback/common'
import type { Exchange } from '@ringback/recording'
import type { CallSecrets } from '../../exchange/call-secrets.ts'
import type { PathKnowledge } from '../../exchange/path-knowledge.ts'
import { createRedactor, type Redactor } from '../../redactor.ts'
import { openCallKnowledge, type CallKnowledgeFile, type KnowledgeOptions } from './call-knowledge.ts'
import type { SettleSettings } from './settings.ts'

/** Redacts exchanges as a recordings folder has it. */
export interface Redaction {
  readonly redact: (exchange: Exchange) => Exchange
  /** Keeps what was learned from what was redacted. */
  readonly flush: () => Promise<void>
  /** How exchanges are redacted where others record other webhooks of the same calls; absent where there are no others. */
  readonly amongOthers?: RedactionAmongOthers
}

/** Redacts exchanges in two steps, between which recorders tell each other what they have learned. */
export interface RedactionAmongOthers
  extends Pick<CallKnowledgeFile, 'meet'>, Pick<Redactor, 'readRequest'> {}

/**
 * The redaction of a folder. `anew`: what was learned from earlier exchanges is not used, since all of them are redacted
 * again. `onDamage` is told when what was learned cannot be read.
 */
export async function redactionOf(
  settings: SettleSettings,
  options: Pick<KnowledgeOptions, 'anew' | 'shared' | 'onDamage'>,
): Promise<Redaction> {
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
  const { callSecrets, paths, ...knowledge } = await openCallKnowledge({ recordings, ring, ...options })
  const { redactExchange, readRequest } = await redactorOf(settings, { callSecrets, paths })
  return {
    redact: redactExchange,
    flush: async () => knowledge.flush(),
    ...(options.shared && {
      amongOthers: { readRequest, meet: async (requested, times) => knowledge.meet(requested, times) },
    }),
  }
}

/** Redacts exchanges by some settings with the current key, and with what is known from elsewhere. Nothing of it is kept. */
export async function redactorOf(
  { redaction, redactHook, ring }: Pick<SettleSettings, 'redaction' | 'redactHook' | 'ring'>,
  known: { readonly callSecrets?: CallSecrets; readonly paths?: PathKnowledge },
): Promise<Pick<Redactor, 'readRequest' | 'redactExchange'>> {
  if (redaction === 'off') return unredacted
  const { keyId, pseudonymKey } = ring.current
  const redact = redactHook === undefined ? undefined : await hookOf(redactHook)
  return createRedactor({
    ...redaction,
    key: pseudonymKey,
    keyId,
    ...known,
    ...(redact !== undefined && { redact }),
  })
}

const unredacted: Pick<Redactor, 'readRequest' | 'redactExchange'> = {
  redactExchange: (exchange) => exchange,
  readRequest: (original) => ({ original, findings: [], finish: () => original }),
}

/** Throws a RingbackError `bad-redact-hook` when the module exports no function. */
async function hookOf(url: string): Promise<(exchange: Exchange) => Exchange> {
  const module: { default?: unknown } = await import(url)
  if (typeof module.default !== 'function') {
    throw new RingbackError('bad-redact-hook', `${url} has no function as its default export.`, {
      remedy:
        'Export one that takes an exchange and returns the changed one: export default (exchange) => exchange',
    })
  }
  // What the function has to be is said at `SettleSettings.redactHook`.
  return module.default as (exchange: Exchange) => Exchange
}
