import { isStray, isWritten, type ParameterRow } from '@ringback/catalog'
import { andMore, knownValues } from '../values/grammar-forms.ts'

/**
 * Whether the arbitrary of a parameter can make a value: one that the row lists, else one that Twilio writes or a carrier
 * delivers. Digits of subscribers, hexadecimal digits and the words of a text are not compared, only their form.
 */
export function acceptsValue(row: ParameterRow, value: string): boolean {
  if (knownValues(row)?.includes(value) === true) return true
  if (isListed(row)) return false
  return isWritten(row, value) || isStray(row, value)
}

/** Whether a row lists all values that its parameter has. */
export function isListed(row: ParameterRow): boolean {
  return knownValues(row) !== undefined && row.values?.includes(andMore) !== true
}
