import { memoized } from '@ringback/common'
import type { AttributeValues } from '../attribute-values.gen.ts'
import { attributeRow } from '../grammar.ts'
import type { AttributeRow } from '../model.ts'
import type { ElementId } from '../names.gen.ts'
import type { KnownElement } from '../tree.ts'
import { readValue } from './read-value.ts'

/**
 * The typed value of an attribute as Twilio would use it: an absent or bad value falls back to the default, and
 * to undefined where there is none. A URL comes as it was written, trimmed; an empty one is `''`, which Twilio
 * takes as the current document for an action and as silence for a waitUrl.
 */
export function attributeValue<Id extends ElementId, Name extends keyof AttributeValues[Id] & string>(
  element: KnownElement<Id>,
  name: Name,
): AttributeValues[Id][Name] {
  const row = attributeRow(element.id, name)
  // The types of AttributeValues are generated from the rows that `readValue` follows.
  return (row === undefined ? undefined : valueBy(row, element.attributes[name])) as AttributeValues[Id][Name]
}

function valueBy(row: AttributeRow, written: string | undefined): unknown {
  const value = written === undefined ? undefined : readValue(row, written)
  if (value !== undefined) return value
  return row.default === undefined ? undefined : defaultOf(row)
}

const defaultOf = memoized((row: AttributeRow) => readValue(row, row.default ?? ''))
