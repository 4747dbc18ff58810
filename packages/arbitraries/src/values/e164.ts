import type { Arbitrary } from 'fast-check'
import { numberingPlans, type NumberingPlan } from '../data/numbering-plans.ts'
import { oddPlaces, plainPlaces, type Place } from '../data/places.ts'
import { mapForms, type Form } from '../form.ts'
import { fromForms } from '../form-arbitrary.ts'
import { fillDigits, mix, pick, type Ink } from '../ink.ts'
import { countryOnly, type Party } from '../party.ts'

/** An ordinary number in the United States, with its geo. */
export const plainNumber: Form<Party> = { name: 'us', make: (ink) => partyOf(pick(plainPlaces, ink), ink) }

/** Numbers whose look-up is odd, each with its geo. */
export const placedNumbers: readonly Form<Party>[] = oddPlaces.map((place) => ({
  name: place.name,
  make: (ink) => partyOf(place, ink),
}))

/** Numbers of other kinds: of any country, toll-free. */
export const otherNumbers: readonly Form<Party>[] = [
  { name: 'abroad', make: abroad },
  {
    name: 'toll-free',
    make: (ink) => ({
      address: fillDigits('+180055501xx', ink),
      geo: countryOnly('US'),
    }),
  },
]

/** Phone numbers in E.164, of every country that has a numbering plan. None of them reaches anybody. */
export function e164(): Arbitrary<string> {
  return fromForms(mapForms([plainNumber, ...otherNumbers, ...placedNumbers], ({ address }) => address))
}

const foreignPlans = numberingPlans.filter(({ country }) => country !== 'US')

function abroad(ink: Ink): Party {
  const plan: NumberingPlan = foreignPlans[mix(ink, 1) % foreignPlans.length] ?? numberingPlans[0]
  return { address: fillDigits(`+${plan.callingCode}${plan.national}`, ink), geo: countryOnly(plan.country) }
}

function partyOf({ number, city, state, zip, country }: Place, ink: Ink): Party {
  return { address: fillDigits(number, ink), geo: { city, state, zip, country } }
}
