import type { WebhookKind } from '@ringback/catalog'
import { catalogRowsOf, type CatalogRow } from './catalog-row.ts'
import { driftOf, type ObservedWebhook } from './drift-of.ts'
import type { DriftReason, DriftRow } from './drift.ts'

/** A difference, over all webhooks that show it. */
export interface DriftFinding extends DriftRow {
  /** How many webhooks show it. */
  readonly webhooks: number
  /** How many webhooks of its kind there are. */
  readonly ofKind: number
  /** Times of the first and the last of them: ISO 8601, UTC. */
  readonly firstSeen: string
  readonly lastSeen: string
  /** The id of the first of them. `value` and `message` are its own. */
  readonly example: string
  /** What to change if the webhooks are right. */
  readonly rows: readonly CatalogRow[]
}

/** What a number of webhooks and the catalog disagree about. */
export interface DriftReport {
  /** How many webhooks were compared, and how many of them differ. */
  readonly webhooks: number
  readonly differing: number
  /** Times of the first and the last webhook; null where there was none. */
  readonly firstSeen: string | null
  readonly lastSeen: string | null
  /** How many webhooks of each kind there are; those of no known kind are under `unknown`. */
  readonly kinds: Readonly<Record<string, number>>
  /** By kind, and the weightiest first. */
  readonly findings: readonly DriftFinding[]
  /** Differences that were not kept, because there were too many others. */
  readonly leftOut: number
}

/** Gathers what webhooks and the catalog disagree about. It grows with the differences, and not with the webhooks. */
export interface DriftCollector {
  /** `rows` are those of `driftOf`, unless something else is known about the webhook. */
  add(webhook: ObservedWebhook, rows?: readonly DriftRow[]): void
  report(): DriftReport
}

interface Tally {
  row: DriftRow
  readonly kind: WebhookKind | null
  webhooks: number
  firstSeen: string
  lastSeen: string
  example: string
}

/** Starts with no webhook. `limit`: so many different findings are kept at most. */
export function driftCollector({ limit = 1000 }: { readonly limit?: number } = {}): DriftCollector {
  const tallies = new Map<string, Tally>()
  const kinds = new Map<string, number>()
  let webhooks = 0
  let differing = 0
  let leftOut = 0
  let firstSeen: string | null = null
  let lastSeen: string | null = null

  function take(row: DriftRow, { id, at }: ObservedWebhook): void {
    const key = keyOf(row)
    const tally = tallies.get(key)
    if (tally === undefined) {
      if (tallies.size >= limit) leftOut += 1
      else tallies.set(key, { row, kind: row.kind, webhooks: 1, firstSeen: at, lastSeen: at, example: id })
      return
    }
    tally.webhooks += 1
    if (at > tally.lastSeen) tally.lastSeen = at
    if (at < tally.firstSeen) Object.assign(tally, { row, firstSeen: at, example: id })
  }

  return {
    add(webhook, rows = driftOf(webhook)) {
      const { at, kind } = webhook
      webhooks += 1
      if (rows.length > 0) differing += 1
      if (firstSeen === null || at < firstSeen) firstSeen = at
      if (lastSeen === null || at > lastSeen) lastSeen = at
      const name = kind ?? unknown
      kinds.set(name, (kinds.get(name) ?? 0) + 1)
      for (const row of new Map(rows.map((each) => [keyOf(each), each])).values()) take(row, webhook)
    },
    report: () => ({
      webhooks,
      differing,
      firstSeen,
      lastSeen,
      kinds: Object.fromEntries([...kinds].toSorted(([a], [b]) => (a < b ? -1 : 1))),
      findings: [...tallies.values()]
        .map((tally) => findingOf(tally, kinds.get(tally.kind ?? unknown) ?? 0))
        .toSorted(byWeight),
      leftOut,
    }),
  }
}

const unknown = 'unknown'

/** What is the same difference. Values of a list are told apart, and other values are not: each call has its own. */
function keyOf({ reason, kind, parameter, value, message }: DriftRow): string {
  const which = reason === 'new-value' ? value : reason === 'unknown-kind' ? message : ''
  return JSON.stringify([kind, reason, parameter, which])
}

function findingOf({ row, webhooks, firstSeen, lastSeen, example }: Tally, ofKind: number): DriftFinding {
  return { ...row, webhooks, ofKind, firstSeen, lastSeen, example, rows: catalogRowsOf(row) }
}

const weights: readonly DriftReason[] = [
  'unknown-kind',
  'unknown-parameter',
  'unexpected-parameter',
  'new-value',
  'value',
  'missing',
  'repeated',
  'method',
  'correlation',
]

function byWeight(one: DriftFinding, other: DriftFinding): number {
  const [a, b] = [one, other].map(({ kind }) => kind ?? '')
  if (a !== b) return (a ?? '') < (b ?? '') ? -1 : 1
  const weight = weights.indexOf(one.reason) - weights.indexOf(other.reason)
  if (weight !== 0) return weight
  if (one.webhooks !== other.webhooks) return other.webhooks - one.webhooks
  return keyOf(one) < keyOf(other) ? -1 : 1
}
