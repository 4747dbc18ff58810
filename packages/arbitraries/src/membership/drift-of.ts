import { classify, type Parameters, type WebhookKind } from '@ringback/catalog'
import { couldHaveProduced } from './could-have-produced.ts'
import type { DriftRow } from './drift.ts'

/** A webhook as it was observed. */
export interface ObservedWebhook {
  /** Names the exchange. */
  readonly id: string
  /** When it was observed: ISO 8601, UTC. */
  readonly at: string
  /** Null where it is of no kind that the catalog knows. */
  readonly kind: WebhookKind | null
  readonly method: string
  readonly parameters: Parameters
  /** Names of parameters that the app chose itself and Twilio passed on. */
  readonly customParameters?: readonly string[]
}

/**
 * Compares an observed webhook with the catalog and with what the arbitraries produce. Where its parameters do not tell which
 * kind it is, there is no drift if it could have been one of the others that are close.
 */
export function driftOf(webhook: ObservedWebhook): readonly DriftRow[] {
  const { kind, method, parameters } = webhook
  if (kind === null) return [unknownKind(webhook)]
  const rows = couldHaveProduced(kind, method, parameters, webhook)
  if (rows.length === 0) return rows
  const couldBeOther = closeKinds(webhook).some(
    (other) => couldHaveProduced(other, method, parameters, webhook).length === 0,
  )
  return couldBeOther ? [] : rows
}

/** The kinds that a webhook may be of besides its own, by its parameters. */
function closeKinds({ kind, method, parameters }: ObservedWebhook): readonly WebhookKind[] {
  const found = classify({ method, parameters })
  if (found.kind === kind && found.certainty === 'certain') return []
  const close = found.runnersUp.map((each) => each.kind)
  const all = found.kind === null ? close : [found.kind, ...close]
  return all.filter((each) => each !== kind)
}

/** So many names of parameters are in a message at most. */
const mostNames = 12

function unknownKind({ method, parameters, customParameters = [] }: ObservedWebhook): DriftRow {
  const custom = new Set(customParameters)
  const names = [...new Set(parameters.map(([name]) => name))].filter((name) => !custom.has(name)).toSorted()
  const shown = names.slice(0, mostNames).join(', ')
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : ''
  return {
    reason: 'unknown-kind',
    kind: null,
    parameter: '',
    message: `A ${method} with ${names.length === 0 ? 'no parameters' : `${shown}${more}`} is of no kind that the catalog knows.`,
  }
}
