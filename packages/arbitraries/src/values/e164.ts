import type { Arbitrary } from 'fast-check'
import { numberingPlans, type NumberingPlan } from '../data/numbering-plans.ts'
import { oddPlaces, plainPlaces, type Place } from '../data/places.ts'
import { mapForms, type Form } from '../forms/form.ts'
import { fromForms } from '../forms/form-arbitrary.ts'
import { fillDigits, seedFor, pick, type DetailSeed } from '../forms/detail-seed.ts'
import { countryOnly, type Party } from '../party.ts'

/** An ordinary number in the United States, with its geo. */
export const plainNumber: Form<Party> = { name: 'us', make: (seed) => partyOf(pick(plainPlaces, seed), seed) }

/** Numbers whose look-up is odd, each with its geo. */
export const placedNumbers: readonly Form<Party>[] = oddPlaces.map((place) => ({
  name: place.name,
  make: (seed) => partyOf(place, seed),
}))

/** Numbers of other kinds: of any country, toll-free. */
export const otherNumbers: readonly Form<Party>[] = [
  { name: 'abroad', make: abroad },
  {
    name: 'toll-free',
    make: (seed) => ({
      address: fillDigits('+180055501xx', seed),
      geo: countryOnly('US'),
    }),
  },
]

/** Phone numbers in E.164, of every country that has a numbering plan. None of them reaches anybody. */
export function e164(): Arbitrary<string> {
  return fromForms(mapForms([plainNumber, ...otherNumbers, ...placedNumbers], ({ address }) => address))
}

const foreignPlans = numberingPlans.filter(({ country }) => country !== 'US')

function abroad(seed: DetailSeed): Party {
  const plan: NumberingPlan = foreignPlans[seedFor(seed, 1) % foreignPlans.length] ?? numberingPlans[0]
  return { address: fillDigits(`+${plan.callingCode}${plan.national}`, seed), geo: countryOnly(plan.country) }
}

function partyOf({ number, city, state, zip, country }: Place, seed: DetailSeed): Party {
  return { address: fillDigits(number, seed), geo: { city, state, zip, country } }
}
