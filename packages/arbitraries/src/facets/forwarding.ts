import { parameter } from '@ringback/catalog'
import { absent, type Case, type Facet } from '../kind/facet.ts'
import type { Form } from '../forms/form.ts'
import { fillDigits } from '../forms/detail-seed.ts'
import type { KindShape } from '../kind/kind-shape.ts'

const forms: readonly Form[] = [
  { name: 'forwarded', make: (seed) => (seed === 0 ? '+13125550180' : fillDigits('+131255501xx', seed)) },
  // Seen: an invalid number of a carrier, with a plus and more digits than E.164 allows.
  { name: 'over-15-digits', make: (seed) => fillDigits('+49494949494912248033xxx', seed) },
  { name: 'without-plus', make: (seed) => fillDigits('131255501xx', seed) },
]

/** Who forwarded the call: `ForwardedFrom` and its undocumented alias `CalledVia`. */
export function forwardingFacets(shape: KindShape): readonly Facet[] {
  if (shape.rowOf(parameter.ForwardedFrom) === undefined) return []
  shape.claim(parameter.ForwardedFrom, parameter.CalledVia)
  const forwarded = shape.slotOf(parameter.ForwardedFrom)
  const via = shape.slotOf(parameter.CalledVia)
  const cases = forms.map(({ name, make }): Case => ({
    name,
    apply: (draft, seed) => {
      draft.values[forwarded] = make(seed)
      if (via >= 0) draft.values[via] = draft.values[forwarded]
      return true
    },
  }))
  return [{ name: parameter.ForwardedFrom, cases: [absent, ...cases] }]
}
