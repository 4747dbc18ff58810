import type { Arbitrary } from 'fast-check'
import { mapForms, type Forms } from '../forms/form.ts'
import { fromForms } from '../forms/form-arbitrary.ts'
import { fillDigits, integerOf, pick, type NonEmpty } from '../forms/detail-seed.ts'
import type { Party } from '../party.ts'

const users: NonEmpty<string> = ['alice', '100', 'bob', 'conference.room', 'front-desk']

/** The forms of a SIP URI at a host. */
export function sipUriForms(host: string): Forms {
  return [
    { name: 'sip', make: (seed) => `sip:${pick(users, seed)}@${host}` },
    { name: 'sip-number', make: (seed) => `sip:${fillDigits('+141555501xx', seed)}@${host}` },
    { name: 'sip-transport', make: (seed) => `sip:${pick(users, seed)}@${host};transport=UDP` },
    { name: 'sip-port', make: (seed) => `sip:${pick(users, seed)}@${host}:${integerOf(seed, 5060, 65_535)}` },
    {
      name: 'sip-port-and-transport',
      make: (seed) => `sip:${pick(users, seed)}@${host}:${integerOf(seed, 5061, 65_535)};transport=tls`,
    },
    {
      name: 'sip-user-parameter',
      make: (seed) => `sip:${fillDigits('+141555501xx', seed)}@${host};user=phone`,
    },
    {
      name: 'sip-headers',
      make: (seed) => `sip:${pick(users, seed)}@${host}?X-Ref=${integerOf(seed, 1, 9999)}`,
    },
    { name: 'sip-escaped-user', make: () => `sip:jane%20doe@${host}` },
    { name: 'sips', make: (seed) => `sips:${pick(users, seed)}@${host}` },
  ]
}

/** SIP endpoints at a host. They have no geo. */
export function sipParties(host: string): Forms<Party> {
  return mapForms(sipUriForms(host), (address) => ({ address, geo: undefined }))
}

/** SIP URIs with parameters, ports and headers. */
export function sipUri(host = 'example.sip.twilio.com'): Arbitrary<string> {
  return fromForms(sipUriForms(host))
}
