import type { KindRow, ParameterRow, WebhookKind } from '@ringback/catalog'

/** A kind prepared for drafts: each of its parameters that has a fixed name has a slot. */
export interface KindShape {
  readonly kind: WebhookKind
  readonly row: KindRow
  /** The parameter names, by slot, in the order of the catalog. */
  readonly names: readonly string[]
  readonly rowOf: (name: string) => ParameterRow | undefined
  /** The slot of a parameter; -1, whose value never reaches the wire, when the kind has none of that name. */
  readonly slotOf: (name: string) => number
  /** Marks parameters as taken care of. */
  readonly claim: (...names: readonly string[]) => void
  readonly isClaimed: (name: string) => boolean
}

/** The shape of a kind. */
export function shapeOf(kind: WebhookKind, row: KindRow): KindShape {
  const rows = new Map(row.parameters.map((parameter) => [parameter.name, parameter]))
  const names = row.parameters.filter(({ presence }) => presence !== 'dynamic').map(({ name }) => name)
  const slots = new Map(names.map((name, slot) => [name, slot]))
  const claimed = new Set<string>()
  return {
    kind,
    row,
    names,
    rowOf: (name) => rows.get(name),
    slotOf: (name) => slots.get(name) ?? -1,
    claim: (...taken) => taken.forEach((name) => claimed.add(name)),
    isClaimed: (name) => claimed.has(name),
  }
}

/** Whether a webhook of the kind must carry the parameter. What is only inferred need not be sent. */
export function isRequired({ presence, confidence }: ParameterRow): boolean {
  return presence === 'always' && confidence !== 'inferred'
}
