import type { ParameterRow } from '@ringback/catalog'
import type { Draft } from '../kind/draft.ts'
import { absent, type Case, type Facet } from '../kind/facet.ts'
import type { Form } from '../forms/form.ts'
import { isRequired, type KindShape } from '../kind/kind-shape.ts'
import { grammarForms } from '../values/grammar-forms.ts'

/**
 * What must hold before a parameter can be sent. It may change values that are still plain (a SIP response of 486 makes
 * the call busy); false when an odd value prevents that.
 */
export type Need = (draft: Draft) => boolean

/** The facet of one parameter: its forms, and its absence where its row allows that. */
export function parameterFacet(
  shape: KindShape,
  row: ParameterRow,
  forms: readonly [Form, ...Form[]] = grammarForms(row),
  need: Need = () => true,
): Facet {
  shape.claim(row.name)
  const slot = shape.slotOf(row.name)
  const [plain, ...others] = forms
  const first = sent(slot, plain, need)
  const rest = others.map((form) => sent(slot, form, need))
  if (row.presence === 'conditional') return { name: row.name, cases: [absent, first, ...rest] }
  return { name: row.name, cases: [first, ...rest, ...(isRequired(row) ? [] : [absent])] }
}

function sent(slot: number, form: Form, need: Need): Case {
  return {
    name: form.name,
    apply: (draft, seed) => {
      if (!need(draft)) return false
      draft.values[slot] = form.make(seed)
      return true
    },
  }
}
