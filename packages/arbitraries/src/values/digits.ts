import type { Arbitrary } from 'fast-check'
import { fixed, type Forms } from '../form.ts'
import { fromForms } from '../form-arbitrary.ts'
import { fillDigits, integerOf } from '../ink.ts'

/** What the `Digits` of a <Record> are when the caller hung up. */
export const hangUp = 'hangup'

/** The forms of what a caller keyed in. */
export const digitsForms: Forms = [
  { name: 'one-key', make: (ink) => String((ink + 1) % 10) },
  { name: 'four-keys', make: (ink) => (ink === 0 ? '1234' : fillDigits('xxxx', ink)) },
  fixed('none', ''),
  fixed('zero', '0'),
  fixed('star', '*'),
  fixed('pound', '#'),
  fixed('star-and-pound', '*12#'),
  { name: 'leading-zeros', make: (ink) => fillDigits('00xx', ink) },
  { name: 'many', make: (ink) => '9'.repeat(integerOf(ink, 32, 64)) },
]

/** Keys that a caller pressed. */
export function digits(): Arbitrary<string> {
  return fromForms(digitsForms)
}
