import type { Check } from '../check.ts'
import { saidLike } from './said.ts'

/** What programs make of a value that is not there. */
const placeholders =
  /\bundefined\b|\bNaN\b|\bnull\b|\[object Object\]|%(?:[({]\w+[)}])?s\b|\$\{\w+\}|\{\{\s*\w+\s*\}\}/

/** The word for a value that is not there, spoken: the caller hears "Hello undefined". */
export const placeholder: Check = {
  name: 'placeholder',
  title: 'No placeholder (undefined, null, NaN) is spoken for a missing value.',
  judge(exchange) {
    const found = saidLike(exchange, placeholders)
    if (found === undefined) return []
    const message = `The caller hears "${found}", a placeholder for a missing value.`
    return [{ code: 'placeholder-spoken', severity: 'error', message }]
  },
}
