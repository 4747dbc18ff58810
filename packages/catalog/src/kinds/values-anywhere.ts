import { kinds } from './kinds.ts'

const byName = new Map<string, Set<string>>()
for (const { name, values = [] } of kinds.flatMap((row) => row.parameters)) {
  const known = byName.get(name) ?? new Set<string>()
  for (const value of values) known.add(value)
  byName.set(name, known)
}

/** By parameter name, the values that its rows list, over all kinds. */
export const valuesAnywhere: ReadonlyMap<string, ReadonlySet<string>> = byName
