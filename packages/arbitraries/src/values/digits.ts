import type { Arbitrary } from 'fast-check'
import { fillDigits } from '../forms/detail-seed.ts'
import { fixed, type Form, type Forms } from '../forms/form.ts'
import { fromForms } from '../forms/form-arbitrary.ts'
import { withOddForms } from '../forms/odd-forms.ts'

const fourKeys: Form = {
  name: 'four-keys',
  make: (seed) => (seed === 0 ? '1234' : fillDigits('xxxx', seed)),
}

/** The forms of what a caller keyed in: one key, several, none, and what the grammar lists as odd. */
export const digitsForms: Forms = [
  { name: 'one-key', make: (seed) => String((seed + 1) % 10) },
  fourKeys,
  fixed('none', ''),
  fixed('zero', '0'),
  ...withOddForms({ grammar: 'digits' }, fourKeys).slice(1),
]

/** Keys that a caller pressed. */
export function digits(): Arbitrary<string> {
  return fromForms(digitsForms)
}
