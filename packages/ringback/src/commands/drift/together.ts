import type { CatalogRow, DriftFinding, DriftReason } from '@ringback/arbitraries'

/** Reasons of which many parameters of one webhook may be found at once. */
const many: ReadonlySet<DriftReason> = new Set<DriftReason>([
  'unknown-parameter',
  'unexpected-parameter',
  'missing',
])

/** The findings of one kind, those together that differ in the parameter only: of the same reason, seen at the same times. */
export function findingsTogether(findings: readonly DriftFinding[]): readonly (readonly DriftFinding[])[] {
  return together(findings, (finding) => {
    const { reason, webhooks, firstSeen, lastSeen, example } = finding
    return many.has(reason) ? JSON.stringify([reason, webhooks, firstSeen, lastSeen, example]) : finding
  })
}

/** The rows, those as one that stand beside each other and need the same change: their last names are listed. */
export function rowsTogether(rows: readonly CatalogRow[]): readonly CatalogRow[] {
  const groups = together(rows, ({ file, row, says, shouldSay, inheritedFrom }) =>
    JSON.stringify([file, outer(row), says, shouldSay, inheritedFrom?.file]),
  )
  return groups.flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : [{ ...first, row: [first.row, ...others.map(({ row }) => row.slice(outer(row).length))].join(', ') }],
  )
}

/** All of a row but its last name. */
function outer(row: string): string {
  return row.slice(0, row.lastIndexOf(' ') + 1)
}

function together<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => unknown,
): readonly (readonly Item[])[] {
  const groups = new Map<unknown, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return [...groups.values()]
}
