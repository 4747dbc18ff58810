import type { Arbitrary } from 'fast-check'
import { mapForms, type Forms } from '../form.ts'
import { fromForms } from '../form-arbitrary.ts'
import { fillDigits, integerOf, pick, type NonEmpty } from '../ink.ts'
import type { Party } from '../party.ts'

const users: NonEmpty<string> = ['alice', '100', 'bob', 'conference.room', 'front-desk']

/** The forms of a SIP URI at a host. */
export function sipUriForms(host: string): Forms {
  return [
    { name: 'sip', make: (ink) => `sip:${pick(users, ink)}@${host}` },
    { name: 'sip-number', make: (ink) => `sip:${fillDigits('+141555501xx', ink)}@${host}` },
    { name: 'sip-transport', make: (ink) => `sip:${pick(users, ink)}@${host};transport=UDP` },
    { name: 'sip-port', make: (ink) => `sip:${pick(users, ink)}@${host}:${integerOf(ink, 5060, 65_535)}` },
    {
      name: 'sip-port-and-transport',
      make: (ink) => `sip:${pick(users, ink)}@${host}:${integerOf(ink, 5061, 65_535)};transport=tls`,
    },
    {
      name: 'sip-user-parameter',
      make: (ink) => `sip:${fillDigits('+141555501xx', ink)}@${host};user=phone`,
    },
    {
      name: 'sip-headers',
      make: (ink) => `sip:${pick(users, ink)}@${host}?X-Ref=${integerOf(ink, 1, 9999)}`,
    },
    { name: 'sip-escaped-user', make: () => `sip:jane%20doe@${host}` },
    { name: 'sips', make: (ink) => `sips:${pick(users, ink)}@${host}` },
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
