import { parameter } from '@ringback/catalog'
import type { Case, Facet } from '../kind/facet.ts'
import type { KindShape } from '../kind/kind-shape.ts'
import { knownValues } from '../values/grammar-forms.ts'

/** The direction of the call. */
export function directionFacets(shape: KindShape): readonly Facet[] {
  const row = shape.rowOf(parameter.Direction)
  const values = row === undefined ? undefined : knownValues(row)
  if (values === undefined) return []
  shape.claim(parameter.Direction)
  const [plain, ...others] = values
  return [{ name: parameter.Direction, cases: [directed(plain), ...others.map(directed)] }]
}

function directed(value: string): Case {
  return {
    name: value,
    apply: (draft) => {
      draft.direction = value
      return true
    },
  }
}
