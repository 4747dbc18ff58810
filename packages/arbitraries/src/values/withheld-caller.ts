import { withheldNumbers, withheldWords } from '@ringback/catalog'
import type { Arbitrary } from 'fast-check'
import { countriesOf } from '../data/numbering-plans.ts'
import { mapForms, type Form, type Forms } from '../forms/form.ts'
import { fromForms } from '../forms/form-arbitrary.ts'
import { countryOnly, unknownGeo, type Party } from '../party.ts'

const countryPrefix = '+1'

/**
 * Withheld callers in every spelling. A word has empty geo; a keypad spelling has the geo of the country it
 * seems to be from (`LS` for ANONYMOUS); one behind the prefix of the United States has none at all.
 */
export const withheldCallers: Forms<Party> = [
  spelledOut('anonymous'),
  ...withheldWords.filter((word) => word !== 'anonymous').map(spelledOut),
  spelledOut('Anonymous'),
  ...bareNumbers().map(([word, number]) =>
    keypad(word, { address: number, geo: countryOnly(countriesOf(number)[0] ?? '') }),
  ),
  ...bareNumbers().map(([word, number]) =>
    keypad(`${word}-with-prefix`, { address: countryPrefix + number.slice(1), geo: undefined }),
  ),
]

/** Values of `From` for callers who withheld their number. */
export function withheldCaller(): Arbitrary<string> {
  return fromForms(mapForms(withheldCallers, ({ address }) => address))
}

// The catalog also lists a number with the prefix of the United States; here every one is tried with it.
function bareNumbers(): readonly (readonly [word: string, number: string])[] {
  return withheldNumbers
    .filter(
      ({ number }) => !withheldNumbers.some((other) => number === countryPrefix + other.number.slice(1)),
    )
    .map(({ word, number }) => [word.toLowerCase(), number] as const)
}

function spelledOut(word: string): Form<Party> {
  const lower = word.toLowerCase()
  const name = `withheld-${lower}${word === lower ? '' : '-capitalised'}`
  return { name, make: () => ({ address: word, geo: unknownGeo }) }
}

function keypad(name: string, party: Party): Form<Party> {
  return { name: `withheld-keypad-${name}`, make: () => party }
}
