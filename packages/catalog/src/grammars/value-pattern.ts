import type { ValueForm } from './grammar-definition.ts'
import { grammars } from './grammars.ts'
import { anyText, whole } from './patterns.ts'

/**
 * The source of a regular expression, with `^` and `$`, that every value of a form matches: those of its grammar, and nothing
 * where the row of the parameter lists that. Undefined where a regular expression tells nothing, as of JSON and free text.
 * It runs in linear time in ECMAScript, Rust, Java, Ruby and Python.
 */
export function valuePattern(form: ValueForm): string | undefined {
  const source = grammars[form.grammar].reads.pattern?.(form)
  if (source === undefined || source === anyText) return undefined
  return whole(isEmptyListed(form) ? `(?:${source})?` : source)
}

/** Whether the row of a parameter says that Twilio sends it without a value at times. */
export function isEmptyListed({ values, example }: ValueForm): boolean {
  return example === '' || values?.includes('') === true
}
