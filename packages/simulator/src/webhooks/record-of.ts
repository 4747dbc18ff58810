import type { Parameters } from '@ringback/catalog'

type ParameterRecord = Readonly<Record<string, string>>

/** The names of a kind of webhook, and a record that has them, to be copied: that is faster than adding one after the other. */
interface Shape {
  readonly names: readonly string[]
  readonly empty: ParameterRecord
}

const keptShapes = 16
const longestKept = 100
const shapes: Shape[] = []

/** Parameters by name; of a repeated one the last. */
export function recordOf(parameters: Parameters): ParameterRecord {
  const shape = shapes.find(({ names }) => areNames(names, parameters)) ?? addShape(parameters)
  if (shape === undefined) return Object.fromEntries(parameters)
  const record: Record<string, string> = { ...shape.empty }
  for (const pair of parameters) record[pair[0]] = pair[1]
  return record
}

function areNames(names: readonly string[], parameters: Parameters): boolean {
  if (names.length !== parameters.length) return false
  // From the end: lists of names mostly begin alike.
  for (let at = names.length - 1; at >= 0; at -= 1) if (names[at] !== parameters[at]?.[0]) return false
  return true
}

/** Undefined for many names, and for a caller's own one that would change the record's prototype. */
function addShape(parameters: Parameters): Shape | undefined {
  const names = parameters.map(([name]) => name)
  if (names.length > longestKept || names.includes('__proto__')) return undefined
  if (shapes.length >= keptShapes) shapes.shift()
  const shape = { names, empty: Object.fromEntries(names.map((name) => [name, ''])) }
  shapes.push(shape)
  return shape
}
