import type { KindRow, ParameterRow, WebhookKind } from '@ringback/catalog'

/** The parameters of a kind, numbered: each parameter with a fixed name has a slot, the index of its value in a draft. */
export interface KindShape {
  readonly kind: WebhookKind
  readonly row: KindRow
  /** The parameter names, by slot, in the order of the catalog. */
  readonly names: readonly string[]
  readonly rowOf: (name: string) => ParameterRow | undefined
  /** The slot of a parameter, or -1 when the kind has no such parameter. A value at -1 is never sent. */
  readonly slotOf: (name: string) => number
  /** Marks parameters as handled, so that no later facet adds them. */
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

/** Whether every webhook of the kind has the parameter. A parameter that is only inferred is optional. */
export function isRequired({ presence, confidence }: ParameterRow): boolean {
  return presence === 'always' && confidence !== 'inferred'
}
