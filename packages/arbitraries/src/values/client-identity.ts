import type { Arbitrary } from 'fast-check'
import { mapForms, type Forms } from '../form.ts'
import { fromForms } from '../form-arbitrary.ts'
import { hexOf, integerOf, mix, pick, type NonEmpty } from '../ink.ts'
import type { Party } from '../party.ts'

const names: NonEmpty<string> = ['jenny', 'joey_ramone', 'agent-7', 'support', 'QuietAdaLovelace']

// All that is neither a control character, a space, a delimiter of URIs nor "unwise" (error 31105).
const characters: NonEmpty<string> = [
  'a',
  'Z',
  '0',
  '_',
  '-',
  '.',
  '!',
  '~',
  '*',
  "'",
  '(',
  ')',
  '&',
  '=',
  '+',
  '$',
  ',',
  ';',
  '/',
  '?',
  ':',
  '@',
]

/** The forms of a Voice SDK identity, without its scheme. */
export const clientIdentityForms: Forms = [
  { name: 'client', make: (ink) => pick(names, ink) },
  { name: 'client-anonymous', make: () => 'Anonymous' },
  { name: 'client-number', make: (ink) => String(integerOf(ink, 4, 9999)) },
  { name: 'client-mail-like', make: (ink) => `jane.doe${ink === 0 ? '' : ink % 100}@example.com` },
  { name: 'client-every-character', make: (ink) => `q${pick(characters, ink)}${characters.join('')}` },
  { name: 'client-non-ascii', make: () => 'Zoë-日本' },
  { name: 'client-256-characters', make: (ink) => (hexOf(mix(ink, 1), 256) + 'x').slice(0, 256) },
]

/** Clients of the Voice SDK. They have no geo. */
export const clients: Forms<Party> = mapForms(clientIdentityForms, (identity) => ({
  address: `client:${identity}`,
  geo: undefined,
}))

/** Addresses of Voice SDK clients: `client:` and an identity. */
export function clientAddress(): Arbitrary<string> {
  return fromForms(mapForms(clients, ({ address }) => address))
}
