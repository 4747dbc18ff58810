import type { WebhookKind } from '@ringback/catalog'
import type { GeneratedWebhook } from './generated-webhook.ts'
import { build } from './choices/build.ts'
import { plainChoices } from './choices/plain-choices.ts'
import { fullKindPlan } from './choices/plan.ts'

/** One edge case, alone on an otherwise plain webhook. */
export interface EdgeCase {
  /** Stable: `plain`, or the facet and the case: `From:withheld-anonymous`, `CallStatus:busy`. */
  readonly name: string
  readonly webhook: GeneratedWebhook
}

/**
 * The plain webhook of a kind, then every edge case and every enum value alone. Always the same, in the same order.
 * A case that depends on another parameter changes that as well: a SIP response of 486 comes with a busy call.
 */
export function* edgeCasesOf(kind: WebhookKind): Generator<EdgeCase> {
  const kindPlan = fullKindPlan(kind)
  const plan = { kinds: [kindPlan], edgeCases: 0, overrides: {} } as const
  yield { name: 'plain', webhook: build(plainChoices(plan, 0), plan).webhook }
  for (const departure of kindPlan.departures) {
    const { webhook } = build(plainChoices(plan, 0, departure), plan)
    const [name] = webhook.oddities
    if (name !== undefined) yield { name, webhook }
  }
}
