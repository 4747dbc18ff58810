import { parameter } from '@ringback/catalog'
import { absent, type Case, type Facet } from '../facet.ts'
import type { Form } from '../form.ts'
import { fillDigits } from '../ink.ts'
import type { KindShape } from '../kind-shape.ts'

const forms: readonly Form[] = [
  { name: 'forwarded', make: (ink) => (ink === 0 ? '+13125550180' : fillDigits('+131255501xx', ink)) },
  // Seen: junk of a carrier, with a plus and more digits than E.164 allows.
  { name: 'over-15-digits', make: (ink) => fillDigits('+49494949494912248033xxx', ink) },
  { name: 'without-plus', make: (ink) => fillDigits('131255501xx', ink) },
]

/** Who forwarded the call: `ForwardedFrom` and its undocumented double. */
export function forwardingFacets(shape: KindShape): readonly Facet[] {
  if (shape.rowOf(parameter.ForwardedFrom) === undefined) return []
  shape.claim(parameter.ForwardedFrom, parameter.CalledVia)
  const forwarded = shape.slotOf(parameter.ForwardedFrom)
  const via = shape.slotOf(parameter.CalledVia)
  const cases = forms.map(({ name, make }): Case => ({
    name,
    apply: (draft, ink) => {
      draft.values[forwarded] = make(ink)
      if (via >= 0) draft.values[via] = draft.values[forwarded]
      return true
    },
  }))
  return [{ name: parameter.ForwardedFrom, cases: [absent, ...cases] }]
}
