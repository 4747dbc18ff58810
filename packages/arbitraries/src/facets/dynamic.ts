import type { Facet } from '../kind/facet.ts'
import { absent, type Case } from '../kind/facet.ts'
import type { Forms } from '../forms/form.ts'
import type { KindShape } from '../kind/kind-shape.ts'
import { customParameterForms, sipHeaderForms, type NamedValue } from '../values/custom-parameter.ts'
import type { Need } from './parameter-facet.ts'

/** The families of parameters whose names the app or a SIP peer chooses. */
export function dynamicFacets(shape: KindShape, needs: Readonly<Record<string, Need>>): readonly Facet[] {
  const families = shape.row.parameters.filter(
    ({ presence, name }) => presence === 'dynamic' && !shape.isClaimed(name),
  )
  return families.map(({ name }) => {
    const prefix = name === customFamily ? '' : name.slice(0, -1)
    const forms: Forms<NamedValue> = prefix.includes('Header') ? sipHeaderForms : customParameterForms
    const need = needs[name] ?? (() => true)
    return {
      name,
      cases: [absent, ...forms.map((form) => carrying(prefix, form, need)), severalOf(prefix, forms, need)],
    }
  })
}

const customFamily = '*custom*'

function carrying(prefix: string, { name, make }: Forms<NamedValue>[0], need: Need): Case {
  return {
    name,
    apply: (draft, seed) => {
      if (!need(draft)) return false
      const [own, value] = make(seed)
      draft.extras.push([prefix + own, value])
      return true
    },
  }
}

function severalOf(prefix: string, forms: Forms<NamedValue>, need: Need): Case {
  return {
    name: 'several',
    apply: (draft, seed) => {
      if (!need(draft)) return false
      for (const { make } of forms.slice(0, 3)) {
        const [own, value] = make(seed)
        draft.extras.push([prefix + own, value])
      }
      return true
    },
  }
}
