import { callControlElements } from './data/elements/call-control.ts'
import { connectElements } from './data/elements/connect.ts'
import { dialElements } from './data/elements/dial.ts'
import { inputElements } from './data/elements/input.ts'
import { mediaStreamElements } from './data/elements/media-streams.ts'
import { queueElements } from './data/elements/queue.ts'
import { sipElements } from './data/elements/sip.ts'
import { speechElements } from './data/elements/speech.ts'
import { ssmlElements } from './data/elements/ssml.ts'
import type { AttributeRow, ElementRow } from './model.ts'

/** Every element of TwiML for voice. */
export const elementRows: readonly ElementRow[] = [
  callControlElements,
  speechElements,
  ssmlElements,
  inputElements,
  dialElements,
  sipElements,
  queueElements,
  connectElements,
  mediaStreamElements,
].flat()

const rowById = new Map(elementRows.map((row) => [row.id, row]))
const rowsByName = Map.groupBy(elementRows, (row) => row.name)
const attributesById = new Map(
  elementRows.map((row) => [row.id, new Map(row.attributes.map((attribute) => [attribute.name, attribute]))]),
)

/**
 * The grammar's row of an element, by its name as written or by its id. `parent` (name or id) decides between
 * elements that share a name: `Sip` in `Refer` is another one than `Sip` in `Dial`. An element that the parent
 * may not hold still has its row.
 */
export function elementRow(name: string, parent?: string): ElementRow | undefined {
  const candidates = rowsByName.get(name)
  if (candidates === undefined) return rowById.get(name)
  if (parent === undefined || candidates.length === 1) return candidates[0]
  const allowed = elementRow(parent)?.children ?? []
  return candidates.find((row) => allowed.includes(row.id)) ?? candidates[0]
}

/** The row of an attribute of an element (name or id), or undefined when the element has none of that name. */
export function attributeRow(element: string, attribute: string): AttributeRow | undefined {
  return attributesOf(element)?.get(attribute)
}

const attributesByNameOrId = new Map<string, ReadonlyMap<string, AttributeRow>>()

function attributesOf(element: string): ReadonlyMap<string, AttributeRow> | undefined {
  const known = attributesByNameOrId.get(element)
  if (known !== undefined) return known
  const id = elementRow(element)?.id
  const attributes = id === undefined ? undefined : attributesById.get(id)
  if (attributes !== undefined) attributesByNameOrId.set(element, attributes)
  return attributes
}

/** True when the grammar lets `parent` hold `child` (ids). */
export function mayHold(parent: string, child: string): boolean {
  return rowById.get(parent)?.children.includes(child) ?? false
}
