import { addressPrefix, parseAddress } from '@ringback/catalog'
import type { Arbitrary } from 'fast-check'
import { mapForms, type Forms } from '../forms/form.ts'
import { fromForms } from '../forms/form-arbitrary.ts'
import { hexOf, integerOf, seedFor, pick, type NonEmpty } from '../forms/detail-seed.ts'
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
  { name: 'client', make: (seed) => pick(names, seed) },
  { name: 'client-anonymous', make: () => 'Anonymous' },
  { name: 'client-number', make: (seed) => String(integerOf(seed, 4, 9999)) },
  { name: 'client-mail-like', make: (seed) => `jane.doe${seed === 0 ? '' : seed % 100}@example.com` },
  { name: 'client-every-character', make: (seed) => `q${pick(characters, seed)}${characters.join('')}` },
  { name: 'client-non-ascii', make: () => 'Zoë-日本' },
  { name: 'client-256-characters', make: (seed) => (hexOf(seedFor(seed, 1), 256) + 'x').slice(0, 256) },
]

/** Clients of the Voice SDK. They have no geo. */
export const clients: Forms<Party> = mapForms(clientIdentityForms, (identity) => ({
  address: addressPrefix.client + identity,
  geo: undefined,
}))

/** Whether an address is that of a Voice SDK client. */
export function isClientAddress(address: string): boolean {
  return parseAddress(address).scheme === 'client'
}

/** Addresses of Voice SDK clients: `client:` and an identity. */
export function clientAddress(): Arbitrary<string> {
  return fromForms(mapForms(clients, ({ address }) => address))
}
