import {
  kindRow,
  parameter,
  valueOf,
  type Parameters,
  type WebhookKind,
  formatRfc2822,
} from '@ringback/catalog'
import type { GeneratedWebhook } from '../generated-webhook.ts'
import { withOverrides, type Overrides } from '../overrides.ts'
import { plainWebhook } from '../plainness.ts'

const shared: readonly string[] = [
  parameter.AccountSid,
  parameter.ApiVersion,
  parameter.CallSid,
  parameter.ParentCallSid,
  parameter.Direction,
  parameter.From,
  parameter.To,
  parameter.Caller,
  parameter.Called,
  parameter.ForwardedFrom,
  parameter.CalledVia,
  parameter.CallerName,
  parameter.ApplicationSid,
  ...['From', 'To', 'Caller', 'Called'].flatMap((end) =>
    ['City', 'State', 'Zip', 'Country'].map((place) => `${end}${place}`),
  ),
]

/** What stays the same on every webhook of a call or leg. */
export type CallFacts = ReadonlyMap<string, string>

/** The parameters of a webhook that are the same on every webhook of its call. */
export function factsOf({ parameters }: GeneratedWebhook): CallFacts {
  return new Map(parameters.filter(([name]) => shared.includes(name)))
}

/** A webhook with the facts of a call in place of its own, and then the values of `own`. The rest stays. */
export function ofCall(webhook: GeneratedWebhook, facts: CallFacts, own: Overrides = {}): GeneratedWebhook {
  const names = new Set(kindRow(webhook.kind).parameters.map(({ name }) => name))
  const overrides: Record<string, string | null> = {}
  for (const name of shared) if (names.has(name)) overrides[name] = facts.get(name) ?? null
  const parameters = withOverrides(webhook.parameters, { ...overrides, ...own })
  const oddities = webhook.oddities.filter(
    (name) => !/^(?:From|To|FromGeo|ToGeo|Caller|sids|Direction|CallStatus):/.test(name),
  )
  return { ...webhook, parameters: inRowOrder(webhook, parameters), oddities }
}

/** The plain webhook of a kind, as one of a call. */
export function plainOfCall(kind: WebhookKind, facts: CallFacts, own: Overrides = {}): GeneratedWebhook {
  return ofCall(plainWebhook(kind), facts, own)
}

/** The value of a parameter, or an empty text when the webhook does not have it. */
export function valueIn(webhook: GeneratedWebhook, name: string): string {
  return valueOf(webhook.parameters, name) ?? ''
}

const start = Date.UTC(2026, 5, 10, 18, 44, 18)

/** The time stamp of a moment in a call, given in seconds after its start. */
export function timestampAt(seconds: number): string {
  return formatRfc2822(start + seconds * 1000)
}

// Overrides add new parameters at the end; here they move to their place in the catalog's row.
function inRowOrder({ kind, parameters: before }: GeneratedWebhook, parameters: Parameters): Parameters {
  if (parameters.length === before.length) return parameters
  const places = new Map(kindRow(kind).parameters.map(({ name }, place) => [name, place]))
  return parameters.toSorted(([a], [b]) => (places.get(a) ?? places.size) - (places.get(b) ?? places.size))
}
