import { isStray, isWritten, type ParameterRow } from '@ringback/catalog'
import { andMore, knownValues } from '../values/grammar-forms.ts'

/**
 * Whether the arbitrary of a parameter can make a value: one that the row lists, else one that Twilio writes or a carrier
 * delivers. Digits of subscribers, hexadecimal digits and the words of a text are not compared, only their form.
 */
export function acceptsValue(row: ParameterRow, value: string): boolean {
  const known = knownValues(row)
  if (known?.includes(value) === true) return true
  if (known !== undefined && row.values?.includes(andMore) !== true) return false
  return isWritten(row, value) || isStray(row, value)
}
