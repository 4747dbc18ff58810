import type { Arbitrary } from 'fast-check'
import { fixed, type Forms } from '../form.ts'
import { fromForms } from '../form-arbitrary.ts'

/** The forms of a number from 0 to 1. Twilio writes up to 9 decimals. */
export const confidenceForms: Forms = [
  { name: 'confidence', make: (ink) => ((9_128_386 - (ink % 9_000_000)) / 10_000_000).toFixed(7) },
  fixed('zero', '0.0'),
  fixed('zero-without-point', '0'),
  fixed('one', '1.0'),
  fixed('nine-decimals', '0.991210943'),
]

/** How sure a recogniser is, as text: `0.9128386`. */
export function confidence(): Arbitrary<string> {
  return fromForms(confidenceForms)
}
