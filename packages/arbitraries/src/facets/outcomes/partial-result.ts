import { parameter } from '@ringback/catalog'
import type { Case, Facet } from '../../kind/facet.ts'
import type { KindShape } from '../../kind/kind-shape.ts'
import type { Form } from '../../forms/form.ts'
import { speechForms } from '../../values/speech.ts'
import { parameterFacet } from '../parameter-facet.ts'

/**
 * The words of an interim speech result. Every request has some (docs/facts/twiml.md, `<Gather>`, 5): unstable ones,
 * with settled ones beside them or in their place.
 */
export function partialResultFacets(shape: KindShape): readonly Facet[] {
  const { UnstableSpeechResult, StableSpeechResult } = parameter
  const stableRow = shape.rowOf(StableSpeechResult)
  if (stableRow === undefined || shape.rowOf(UnstableSpeechResult) === undefined) return []
  shape.claim(UnstableSpeechResult)
  const [unstable, stable] = [UnstableSpeechResult, StableSpeechResult].map(shape.slotOf)
  const heard = (name: string, slot = -1, words: Form = plainSpeech): Case => ({
    name,
    apply: (draft, seed) => {
      draft.values[slot] = words.make(seed)
      return true
    },
  })
  return [
    {
      name: UnstableSpeechResult,
      cases: [
        heard(plainSpeech.name, unstable),
        ...otherSpeech.map((words) => heard(words.name, unstable, words)),
        heard('settled', stable),
      ],
    },
    parameterFacet(shape, stableRow, speechForms),
  ]
}

const [plainSpeech, ...otherSpeech] = speechForms
