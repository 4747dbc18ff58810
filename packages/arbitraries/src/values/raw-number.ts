import type { Arbitrary } from 'fast-check'
import { mapForms, type Forms } from '../forms/form.ts'
import { fromForms } from '../forms/form-arbitrary.ts'
import { fillDigits, integerOf } from '../forms/detail-seed.ts'
import { countryOnly, unknownGeo, type Party } from '../party.ts'

const raw: Forms = [
  { name: 'raw-national', make: (seed) => fillDigits('41555501xx', seed) },
  { name: 'raw-national-trunk-zero', make: (seed) => fillDigits('02079460xxx', seed) },
  { name: 'raw-without-plus', make: (seed) => fillDigits('141555501xx', seed) },
  { name: 'over-15-digits', make: (seed) => fillDigits('+49494949494912248033xxx', seed) },
  { name: 'short-code', make: (seed) => String(integerOf(seed, 464, 99_999)) },
]

const [firstRaw, ...otherRaws] = mapForms(raw, (address) => ({ address, geo: unknownGeo }))

/** Numbers that Twilio could not bring into E.164 and passes on as they came, a national one first. */
export const rawNumbers: Forms<Party> = [
  firstRaw,
  ...otherRaws,
  // Seen: a three-digit caller with the country of its network.
  { name: 'short-code-of-a-country', make: () => ({ address: '464', geo: countryOnly('SE') }) },
]

/** Callers whose number is not in E.164: national strings, junk from carriers, short codes. */
export function rawNumber(): Arbitrary<string> {
  return fromForms(raw)
}
