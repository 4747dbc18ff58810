import { printable } from './printable.ts'

/**
 * A copy of plain data whose texts may be shown on a terminal: control characters and the like stand as escapes. Line
 * breaks are kept.
 */
export function visible<Value>(value: Value): Value {
  // The copy has the shape of what it is made from.
  return copyOf(value) as Value
}

function copyOf(value: unknown): unknown {
  if (typeof value === 'string') return printable(value, { keepLines: true })
  if (Array.isArray(value)) return value.map(copyOf)
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, copyOf(member)]))
}
