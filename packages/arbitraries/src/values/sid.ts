import type { Arbitrary } from 'fast-check'
import type { Forms } from '../form.ts'
import { fromForms } from '../form-arbitrary.ts'
import { hexOf } from '../ink.ts'

/** The forms of a SID: its prefix and 32 hexadecimal digits, which Twilio writes in lower case. */
export function sidForms(prefix: string): Forms {
  return [
    { name: 'sid', make: (ink) => prefix + hexOf(ink, 32) },
    { name: 'sid-in-capitals', make: (ink) => prefix + hexOf(ink || 0xabcdef, 32).toUpperCase() },
  ]
}

/** SIDs with a prefix (`CA`, `RE`, ...). */
export function sid(prefix: string): Arbitrary<string> {
  return fromForms(sidForms(prefix))
}
