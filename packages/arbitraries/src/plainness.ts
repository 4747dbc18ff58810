import { kinds, type WebhookKind } from '@ringback/catalog'
import type { GeneratedWebhook } from './generated-webhook.ts'
import { build } from './choices/build.ts'
import { plainChoices } from './choices/plain-choices.ts'
import { fullKindPlan } from './choices/plan.ts'

interface Plain {
  readonly webhook: GeneratedWebhook
  readonly values: ReadonlyMap<string, string>
  readonly places: ReadonlyMap<string, number>
}

const plains = new Map<WebhookKind, Plain>()

/** The plainest webhook of a kind: an ordinary call in the United States. Always the same. */
export function plainWebhook(kind: WebhookKind): GeneratedWebhook {
  return plainOf(kind).webhook
}

/** The number of differences between a webhook and the plain one of its kind: parameters, method and order. */
export function distanceFromPlain({ kind, method, parameters }: GeneratedWebhook): number {
  const { webhook: plain, values, places } = plainOf(kind)
  let missing = values.size
  let distance = method === plain.method ? 0 : 1
  let last = -1
  let isInOrder = true
  for (const [name, value] of parameters) {
    if (values.get(name) !== value) distance += 1
    const place = places.get(name)
    if (place === undefined) continue
    missing -= 1
    isInOrder &&= place > last
    last = place
  }
  return distance + missing + (isInOrder ? 0 : 1)
}

/** Negative when the first webhook is the plainer one, 0 when they are as plain as each other. */
export function comparePlainness(a: GeneratedWebhook, b: GeneratedWebhook): number {
  if (a.kind !== b.kind) return rankOf(a.kind) - rankOf(b.kind)
  return distanceFromPlain(a) - distanceFromPlain(b)
}

function plainOf(kind: WebhookKind): Plain {
  const known = plains.get(kind)
  if (known !== undefined) return known
  const plan = { kinds: [fullKindPlan(kind)], edgeCases: 0, overrides: {} } as const
  const { webhook } = build(plainChoices(plan, 0), plan)
  const places = new Map(webhook.parameters.map(([name], place) => [name, place]))
  const plain = { webhook, values: new Map(webhook.parameters), places }
  plains.set(kind, plain)
  return plain
}

const ranks: ReadonlyMap<string, number> = new Map(kinds.map(({ kind }, rank) => [kind, rank]))

function rankOf(kind: WebhookKind): number {
  return ranks.get(kind) ?? ranks.size
}
