import { kinds, type Parameters, type WebhookKind } from '@ringback/catalog'
import type { GeneratedWebhook } from './generated-webhook.ts'
import { express, fullKindPlan, plainGenes } from './genes.ts'

const plainWebhooks = new Map<WebhookKind, GeneratedWebhook>()

/** The plainest webhook of a kind: an ordinary call in the United States. Always the same. */
export function plainWebhook(kind: WebhookKind): GeneratedWebhook {
  const known = plainWebhooks.get(kind)
  if (known !== undefined) return known
  const plan = { kinds: [fullKindPlan(kind)], edgeCases: 0, overrides: {} } as const
  const { webhook } = express(plainGenes(plan, 0), plan)
  plainWebhooks.set(kind, webhook)
  return webhook
}

/** In how many respects a webhook differs from the plain one of its kind: parameters, method and order. */
export function distanceFromPlain(webhook: GeneratedWebhook): number {
  const plain = plainWebhook(webhook.kind)
  const values = new Map(plain.parameters)
  let distance = webhook.method === plain.method ? 0 : 1
  for (const [name, value] of webhook.parameters) {
    if (values.get(name) !== value) distance += 1
    values.delete(name)
  }
  distance += values.size
  return isInOrderOf(plain.parameters, webhook.parameters) ? distance : distance + 1
}

/** Negative when the first webhook is the plainer one, 0 when they are as plain as each other. */
export function comparePlainness(a: GeneratedWebhook, b: GeneratedWebhook): number {
  if (a.kind !== b.kind) return rankOf(a.kind) - rankOf(b.kind)
  return distanceFromPlain(a) - distanceFromPlain(b)
}

const ranks: ReadonlyMap<string, number> = new Map(kinds.map(({ kind }, rank) => [kind, rank]))

function rankOf(kind: WebhookKind): number {
  return ranks.get(kind) ?? ranks.size
}

function isInOrderOf(plain: Parameters, other: Parameters): boolean {
  const places = new Map(other.map(([name], place) => [name, place]))
  let last = -1
  for (const [name] of plain) {
    const place = places.get(name)
    if (place === undefined) continue
    if (place < last) return false
    last = place
  }
  return true
}
