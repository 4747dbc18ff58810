import type { Arbitrary } from 'fast-check'
import { fixed, type Forms } from '../forms/form.ts'
import { fromForms } from '../forms/form-arbitrary.ts'
import { pick, type NonEmpty } from '../forms/detail-seed.ts'

const names: NonEmpty<string> = ['JANE DOE', 'SMITH JOHN', 'ACME INC', 'WIRELESS CALLER', 'CA Wireless Call']

/** The forms of a name from the US caller-name database, at most 15 characters or so. */
export const callerNameForms: Forms = [
  { name: 'caller-name', make: (seed) => pick(names, seed) },
  fixed('two-spaces', 'FAYETTEVILL  NC'),
  fixed('ampersand', 'B & B PLUMBING'),
  fixed('apostrophe', "O'BRIEN PATRICK"),
  fixed('markup-characters', 'A<B> "C" & D'),
  fixed('non-ascii', 'JOSÉ NUÑEZ'),
  fixed('number', '4155550100'),
  fixed('empty', ''),
]

/** Values of `CallerName`. */
export function callerName(): Arbitrary<string> {
  return fromForms(callerNameForms)
}
