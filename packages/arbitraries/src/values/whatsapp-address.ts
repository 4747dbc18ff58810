import { addressPrefix } from '@ringback/catalog'
import type { Arbitrary } from 'fast-check'
import { mapForms, type Forms } from '../forms/form.ts'
import { fromForms } from '../forms/form-arbitrary.ts'
import type { Party } from '../party.ts'
import { otherNumbers, plainNumber } from './e164.ts'

/** WhatsApp users and senders. They have no geo. */
export const whatsappParties: Forms<Party> = mapForms(
  [plainNumber, ...otherNumbers],
  ({ address }) => ({ address: addressPrefix.whatsapp + address, geo: undefined }),
  (name) => `whatsapp-${name}`,
)

/** WhatsApp addresses: `whatsapp:` and a number in E.164. */
export function whatsappAddress(): Arbitrary<string> {
  return fromForms(mapForms(whatsappParties, ({ address }) => address))
}
