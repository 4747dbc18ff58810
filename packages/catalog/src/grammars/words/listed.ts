import type { ValueForm, ValueTest } from '../grammar-definition.ts'
import { anyOf, anyText, literally } from '../patterns.ts'

/** The values that the row of a parameter lists, or any text when it lists none. */
export const listedValues: ValueTest = {
  pattern: ({ values }) => (values === undefined ? anyText : oneOfListed(values)),
}

function oneOfListed(values: readonly string[]): string {
  const words = values.filter((value) => value !== '').map(literally)
  return words.length < values.length ? `(?:${words.join('|')})?` : anyOf(...words)
}

/** The values of a row in words that end a sentence: `ringing, busy or failed`. */
export function listInWords({ values }: ValueForm): string {
  if (values === undefined || values.length === 0) return 'any text'
  const last = values.at(-1) ?? ''
  return values.length === 1 ? last : `${values.slice(0, -1).join(', ')} or ${last}`
}
