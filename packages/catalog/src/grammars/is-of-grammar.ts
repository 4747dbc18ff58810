import type { ValueForm, ValueTest } from './grammar-definition.ts'
import { grammars } from './grammars.ts'
import { whole } from './patterns.ts'
import { isEmptyListed } from './value-pattern.ts'

/** The regular expressions of forms that have been asked about, by test. */
const compiled = new WeakMap<ValueTest, WeakMap<ValueForm, RegExp>>()

/** Whether a value has the form of its grammar, as far as traffic is ordinary; an empty one where the row lists that. */
export function isOfGrammar(form: ValueForm, value: string): boolean {
  if (value === '' && isEmptyListed(form)) return true
  return passes(grammars[form.grammar].reads, form, value)
}

/** Whether Twilio itself would write a value: narrower than `isOfGrammar`. */
export function isWritten(form: ValueForm, value: string): boolean {
  if (value === '' && isEmptyListed(form)) return true
  const { reads, writes } = grammars[form.grammar]
  return passes(reads, form, value) && passes(writes, form, value)
}

/** Whether a value is not of its grammar, and yet of a kind that arrives: a number that a carrier delivered as it was. */
export function isStray(form: ValueForm, value: string): boolean {
  const { stray } = grammars[form.grammar]
  return stray !== undefined && !isOfGrammar(form, value) && passes(stray, form, value)
}

function passes(test: ValueTest, form: ValueForm, value: string): boolean {
  if (test.pattern !== undefined && !patternOf(test, test.pattern, form).test(value)) return false
  return test.check === undefined || test.check(value, form)
}

function patternOf(test: ValueTest, source: (form: ValueForm) => string, form: ValueForm): RegExp {
  const known = compiled.get(test) ?? new WeakMap<ValueForm, RegExp>()
  compiled.set(test, known)
  const pattern = known.get(form) ?? new RegExp(whole(source(form)), 'u')
  known.set(form, pattern)
  return pattern
}
