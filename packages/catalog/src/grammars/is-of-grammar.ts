import type { ValueForm, ValueTest } from './grammar-definition.ts'
import { grammars } from './grammars.ts'
import { anyText, whole } from './patterns.ts'
import { isEmptyListed } from './value-pattern.ts'

/** Whether a value has the form of its grammar, as far as traffic is ordinary; an empty one where the row lists that. */
export function isOfGrammar(form: ValueForm, value: string): boolean {
  return passes('reads', form, value) || (value === '' && isEmptyListed(form))
}

/** Whether Twilio itself would write a value: narrower than `isOfGrammar`. */
export function isWritten(form: ValueForm, value: string): boolean {
  if (value === '' && isEmptyListed(form)) return true
  return passes('reads', form, value) && passes('writes', form, value)
}

/** Whether a value is not of its grammar, and yet of a kind that arrives: a number that a carrier delivered as it was. */
export function isStray(form: ValueForm, value: string): boolean {
  return (
    grammars[form.grammar].stray !== undefined && !isOfGrammar(form, value) && passes('stray', form, value)
  )
}

type TestName = 'reads' | 'writes' | 'stray'

/** Regular expressions by form, for each test; null where a test has no pattern, or one that any text matches. */
const compiled: { readonly [Name in TestName]: WeakMap<ValueForm, RegExp | null> } = {
  reads: new WeakMap(),
  writes: new WeakMap(),
  stray: new WeakMap(),
}

function passes(name: TestName, form: ValueForm, value: string): boolean {
  const test: ValueTest = grammars[form.grammar][name] ?? {}
  let pattern = compiled[name].get(form)
  if (pattern === undefined) {
    pattern = compile(test.pattern?.(form))
    compiled[name].set(form, pattern)
  }
  return (pattern === null || pattern.test(value)) && (test.check === undefined || test.check(value, form))
}

function compile(source: string | undefined): RegExp | null {
  return source === undefined || source === anyText ? null : new RegExp(whole(source), 'u')
}
