import type { Arbitrary } from 'fast-check'
import type { Form, Forms } from '../forms/form.ts'
import { fromForms } from '../forms/form-arbitrary.ts'
import { withOddForms } from '../forms/odd-forms.ts'

/** How sure a recogniser is, with seven decimals. */
export const plainConfidence: Form = {
  name: 'confidence',
  make: (seed) => ((9_128_386 - (seed % 9_000_000)) / 10_000_000).toFixed(7),
}

/** The forms of a number from 0 to 1. Twilio writes up to 9 decimals. */
export const confidenceForms: Forms = withOddForms({ grammar: 'float' }, plainConfidence)

/** How sure a recogniser is, as text: `0.9128386`. */
export function confidence(): Arbitrary<string> {
  return fromForms(confidenceForms)
}
