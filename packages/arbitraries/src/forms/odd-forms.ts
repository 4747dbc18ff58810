import { grammars, type ValueForm } from '@ringback/catalog'
import type { Form, Forms } from './form.ts'

/** A plain form with the odd forms that the grammar of its values lists, but for those that would leave it as it is. */
export function withOddForms(form: ValueForm, plain: Form): Forms {
  const odd = grammars[form.grammar]
    .oddForms(form)
    .filter(({ from }) => from(plain.make(0)) !== plain.make(0))
    .map(({ name, from }): Form => ({ name, make: (seed) => from(plain.make(seed)) }))
  return [plain, ...odd]
}
