import { kindRow, type ParameterRow, type WebhookKind } from '@ringback/catalog'
import type { GeneratedWebhook } from '../generated-webhook.ts'
import { knownValues } from '../values/grammar-forms.ts'

/** A parameter of a kind, or one of its enum values: what coverage counts. */
export interface CoverageItem {
  readonly kind: WebhookKind
  readonly parameter: string
  /** Undefined for the parameter itself, whatever its value. */
  readonly value: string | undefined
}

/** Which parameters and values of the catalog occurred in some webhooks. */
export interface Coverage {
  /** The number of webhooks, by kind, in the order in which the kinds came. */
  readonly cases: ReadonlyMap<WebhookKind, number>
  readonly hit: readonly CoverageItem[]
  readonly missed: readonly CoverageItem[]
}

/** Counts which parameters and values of the catalog occur in webhooks. */
export interface CoverageCounter {
  readonly add: (webhook: Pick<GeneratedWebhook, 'kind' | 'parameters'>) => void
  /** How many parameters and values of a kind have not been hit yet. */
  readonly remaining: (kind: WebhookKind) => number
  readonly coverage: () => Coverage
}

interface KindCount {
  cases: number
  readonly items: readonly CoverageItem[]
  /** The keys of the items that are still to be hit. */
  readonly open: Set<string>
  readonly names: ReadonlySet<string>
  /** The dynamic families: their names, and what the names of their members start with. */
  readonly families: readonly { readonly name: string; readonly start: string }[]
  readonly enumerated: ReadonlySet<string>
}

/** Which parameters and enum values of their kinds occur in some webhooks, and which do not. */
export function coverageOf(webhooks: Iterable<Pick<GeneratedWebhook, 'kind' | 'parameters'>>): Coverage {
  const counter = coverageCounter()
  for (const webhook of webhooks) counter.add(webhook)
  return counter.coverage()
}

/** A counter for webhooks that are generated one by one. */
export function coverageCounter(): CoverageCounter {
  const counts = new Map<WebhookKind, KindCount>()
  const countOf = (kind: WebhookKind): KindCount => {
    const known = counts.get(kind)
    if (known !== undefined) return known
    const fresh = freshCount(kind)
    counts.set(kind, fresh)
    return fresh
  }
  return {
    add: ({ kind, parameters }) => {
      const count = countOf(kind)
      count.cases += 1
      if (count.open.size === 0) return
      for (const [name, value] of parameters) {
        count.open.delete(name)
        if (count.enumerated.has(name)) count.open.delete(keyOf(name, value))
        if (count.names.has(name)) continue
        count.open.delete(count.families.find(({ start }) => name.startsWith(start))?.name ?? anyName)
      }
    },
    remaining: (kind) => countOf(kind).open.size,
    coverage: () => {
      const all = [...counts.values()].flatMap(({ items, open }) =>
        items.map((item) => ({ item, isHit: !open.has(keyOf(item.parameter, item.value)) })),
      )
      return {
        cases: new Map([...counts].map(([kind, { cases }]) => [kind, cases])),
        hit: all.filter(({ isHit }) => isHit).map(({ item }) => item),
        missed: all.filter(({ isHit }) => !isHit).map(({ item }) => item),
      }
    },
  }
}

const anyName = '*custom*'

function freshCount(kind: WebhookKind): KindCount {
  const rows = kindRow(kind).parameters
  const items = rows.flatMap((row) => itemsOf(kind, row))
  return {
    cases: 0,
    items,
    open: new Set(items.map(({ parameter, value }) => keyOf(parameter, value))),
    names: new Set(rows.filter(({ presence }) => presence !== 'dynamic').map(({ name }) => name)),
    families: rows
      .filter(({ name, presence }) => presence === 'dynamic' && name !== anyName)
      .map(({ name }) => ({ name, start: name.slice(0, -1) })),
    enumerated: new Set(items.filter(({ value }) => value !== undefined).map(({ parameter }) => parameter)),
  }
}

function itemsOf(kind: WebhookKind, row: ParameterRow): readonly CoverageItem[] {
  const values = row.presence === 'dynamic' ? [] : (knownValues(row) ?? [])
  return [
    { kind, parameter: row.name, value: undefined },
    ...values.map((value) => ({ kind, parameter: row.name, value })),
  ]
}

function keyOf(name: string, value: string | undefined): string {
  return value === undefined ? name : `${name}=${value}`
}
