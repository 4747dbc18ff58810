import type { Arbitrary } from 'fast-check'
import { sentinels, withheldWords } from '../data/withheld.ts'
import { mapForms, type Form, type Forms } from '../form.ts'
import { fromForms } from '../form-arbitrary.ts'
import { countryOnly, unknownGeo, type Party } from '../party.ts'

const [firstWord, ...otherWords] = withheldWords

/**
 * Withheld callers in every spelling. A word has empty geo; a keypad spelling has the geo of the country it
 * seems to be from (`LS` for ANONYMOUS); one behind the prefix of the United States has none at all.
 */
export const withheldCallers: Forms<Party> = [
  spelledOut(firstWord),
  ...otherWords.map(spelledOut),
  ...sentinels.map(({ word, number, country }) =>
    form(`withheld-keypad-${word}`, { address: number, geo: countryOnly(country) }),
  ),
  ...sentinels.map(({ word, number }) =>
    form(`withheld-keypad-${word}-with-prefix`, { address: `+1${number.slice(1)}`, geo: undefined }),
  ),
]

/** Callers who withheld their number, as `From` tells it. */
export function withheldCaller(): Arbitrary<string> {
  return fromForms(mapForms(withheldCallers, ({ address }) => address))
}

function spelledOut(word: string): Form<Party> {
  const lower = word.toLowerCase()
  return form(`withheld-${lower}${word === lower ? '' : '-capitalised'}`, { address: word, geo: unknownGeo })
}

function form(name: string, value: Party): Form<Party> {
  return { name, make: () => value }
}
