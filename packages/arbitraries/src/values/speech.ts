import type { Arbitrary } from 'fast-check'
import { fixed, type Forms } from '../forms/form.ts'
import { fromForms } from '../forms/form-arbitrary.ts'
import { pick, type NonEmpty } from '../forms/detail-seed.ts'

const sentences: NonEmpty<string> = [
  'Yes.',
  'I want to pay my bill.',
  'Billing.',
  'No, thank you.',
  'My number is 5.',
]

/** The forms of recognised speech. */
export const speechForms: Forms = [
  { name: 'sentence', make: (seed) => pick(sentences, seed) },
  fixed('without-full-stop', 'yes'),
  fixed('punctuation', `It's 5 < 6 & "six" > 5, isn't it?`),
  fixed('non-ascii', 'Ich möchte nach Köln, bitte.'),
  fixed('non-latin', 'はい、お願いします。'),
  fixed('right-to-left', 'نعم من فضلك'),
  fixed('beyond-the-basic-plane', 'thank you 😀'),
  fixed('digits-spoken', '1 2 3 4'),
  // Profanity is filtered by default: all but the first letter becomes an asterisk.
  fixed('filtered', 'What the f***, 50% off (+ $5)?'),
  {
    name: 'long',
    make: (seed) => 'I would like to talk to a person about my order. '.repeat(10 + (seed % 10)).trimEnd(),
  },
]

/** The recognised text of what a caller said. */
export function speech(): Arbitrary<string> {
  return fromForms(speechForms)
}
