import { inByteOrder } from './byte-order.ts'

interface Shape {
  readonly names: readonly string[]
  readonly sorted: readonly string[]
}

const keptShapes = 16
const shapes: Shape[] = []

/**
 * Names in byte order. Twilio sends a kind of webhook with the same names in the same order each time, so the
 * orders of the last 16 sets of names are kept: comparing is ten times as fast as sorting.
 */
export function sortedNames(names: readonly string[]): readonly string[] {
  const known = shapes.find((shape) => isSame(shape.names, names))
  if (known !== undefined) return known.sorted
  const sorted = inByteOrder(names)
  if (shapes.length >= keptShapes) shapes.shift()
  shapes.push({ names, sorted })
  return sorted
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  if (left.length !== right.length) return false
  for (let at = 0; at < left.length; at++) if (left[at] !== right[at]) return false
  return true
}
