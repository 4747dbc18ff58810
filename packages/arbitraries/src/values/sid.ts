import type { Arbitrary } from 'fast-check'
import { hexOf } from '../forms/detail-seed.ts'
import type { Form } from '../forms/form.ts'
import { fromForms } from '../forms/form-arbitrary.ts'
import { withOddForms } from '../forms/odd-forms.ts'

/** A SID in lower case, as Twilio writes it. */
export function plainSid(prefix: string): Form {
  return { name: 'sid', make: (seed) => prefix + hexOf(seed, 32) }
}

/** SIDs with a prefix (`CA`, `RE`, ...): lower case, and at times in capitals. */
export function sid(prefix: string): Arbitrary<string> {
  return fromForms(withOddForms({ grammar: 'sid', prefix }, plainSid(prefix)))
}
