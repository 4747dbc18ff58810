import { parameter } from '@ringback/catalog'
import type { Draft } from '../../kind/draft.ts'
import { absent, type Case, type Facet } from '../../kind/facet.ts'
import type { DetailSeed } from '../../forms/detail-seed.ts'
import type { Form } from '../../forms/form.ts'
import type { KindShape } from '../../kind/kind-shape.ts'
import { confidenceForms } from '../../values/confidence.ts'
import { digitsForms } from '../../values/digits.ts'
import { grammarForms } from '../../values/grammar-forms.ts'
import { speechForms } from '../../values/speech.ts'
import { parameterFacet } from '../parameter-facet.ts'

/** What the caller keyed in or said. The first kind of input that is detected wins, so it is never both. */
export function gatherInputFacets(shape: KindShape): readonly Facet[] {
  const { Digits, SpeechResult, Confidence, FinishedOnKey, Language, msg } = parameter
  const [finishedOnKey, language, message] = [FinishedOnKey, Language, msg].map((name) => shape.rowOf(name))
  if (finishedOnKey === undefined || language === undefined || message === undefined) return []
  shape.claim(Digits, SpeechResult, Confidence)
  const digits = shape.slotOf(Digits)
  const speech = shape.slotOf(SpeechResult)
  const confidence = shape.slotOf(Confidence)
  const keyed = ({ name, make }: Form): Case => ({
    name,
    apply: (draft, seed) => {
      draft.values[digits] = make(seed)
      return true
    },
  })
  const say: Say = (draft, seed, text, sureness) => {
    if (draft.odd.includes(Digits)) return false
    if (draft.values[speech] === undefined) draft.values[speech] = text.make(seed)
    draft.values[digits] = undefined
    draft.values[confidence] = sureness?.make(seed)
    return true
  }
  const [plainDigits, ...otherDigits] = digitsForms
  const isKeyed = (draft: Draft): boolean => draft.values[digits] !== undefined
  return [
    { name: Digits, cases: [keyed(plainDigits), ...otherDigits.map(keyed)] },
    speechFacet(say),
    confidenceFacet(say),
    parameterFacet(shape, language, grammarForms(language), (draft) =>
      draft.values[speech] === undefined
        ? say(draft, 0, plainSpeech, plainConfidence)
        : draft.values[confidence] !== undefined,
    ),
    parameterFacet(shape, finishedOnKey, grammarForms(finishedOnKey), isKeyed),
    parameterFacet(shape, message, grammarForms(message), isKeyed),
  ]
}

/** Writes speech to a draft in place of keys, with how sure the recogniser is. False when odd keys are there already. */
type Say = (draft: Draft, seed: DetailSeed, text: Form, sureness: Form | undefined) => boolean

const [plainSpeech] = speechForms
const [plainConfidence, ...otherConfidences] = confidenceForms

function speechFacet(say: Say): Facet {
  const spoken = speechForms.map((text): Case => ({
    name: text.name,
    apply: (draft, seed) => say(draft, seed, text, plainConfidence),
  }))
  return { name: parameter.SpeechResult, cases: [absent, ...spoken] }
}

function confidenceFacet(say: Say): Facet {
  const sure = otherConfidences.map((sureness): Case => ({
    name: sureness.name,
    apply: (draft, seed) => say(draft, seed, plainSpeech, sureness),
  }))
  const without: Case = {
    name: 'absent',
    // Not together with odd speech, so that shrinking never adds a parameter.
    apply: (draft, seed) =>
      !draft.odd.includes(parameter.SpeechResult) && say(draft, seed, plainSpeech, undefined),
  }
  return { name: parameter.Confidence, cases: [{ name: 'as-usual', apply: () => true }, ...sure, without] }
}
