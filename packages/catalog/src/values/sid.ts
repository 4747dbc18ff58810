import { whole } from '../grammars/patterns.ts'
import { valueShapes } from '../grammars/value-shapes.ts'

const sid = new RegExp(whole(valueShapes.sid), 'u')

/** Whether a text has the form of a SID: two capital letters and 32 hexadecimal digits. */
export function isSid(text: string): boolean {
  return sid.test(text)
}
