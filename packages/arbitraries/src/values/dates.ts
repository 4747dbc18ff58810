import type { Arbitrary } from 'fast-check'
import type { Forms } from '../form.ts'
import { fromForms } from '../form-arbitrary.ts'
import { integerOf, mix, type Ink } from '../ink.ts'

// Wed, 10 Jun 2026 18:44:18 +0000. Every date is counted from here, never from now.
const plainMoment = Date.UTC(2026, 5, 10, 18, 44, 18)
const fourYears = 4 * 366 * 24 * 3600

/** The forms of RFC 2822 dates, always in UTC. */
export const rfc2822Forms: Forms = [
  { name: 'rfc2822', make: (ink) => rfc2822(secondsBefore(ink)) },
  { name: 'unpadded-day', make: (ink) => rfc2822(unpadded(ink)).replace(/ 0(\d) /, ' $1 ') },
  { name: 'leap-day', make: () => rfc2822(Date.UTC(2024, 1, 29, 23, 59, 59)) },
  { name: 'new-year', make: () => rfc2822(Date.UTC(2026, 0, 1)) },
]

/** The forms of ISO 8601 dates, always in UTC with `Z`. */
export const iso8601Forms: Forms = [
  { name: 'iso8601', make: (ink) => new Date(secondsBefore(ink) + (ink % 1000)).toISOString() },
  {
    name: 'microseconds',
    make: (ink) => new Date(secondsBefore(ink)).toISOString().replace('000Z', `${micros(ink)}Z`),
  },
  {
    name: 'without-fraction',
    make: (ink) => new Date(secondsBefore(ink)).toISOString().replace('.000Z', 'Z'),
  },
]

/** The forms of Unix time in seconds. */
export const unixTimeForms: Forms = [{ name: 'unix-time', make: (ink) => String(secondsBefore(ink) / 1000) }]

/** Dates as call progress, recording and conference callbacks carry them: `Wed, 10 Jun 2026 18:44:18 +0000`. */
export function rfc2822Date(): Arbitrary<string> {
  return fromForms(rfc2822Forms)
}

/** Dates as streams, transcriptions and the debugger carry them: `2026-06-10T18:44:18.751Z`. */
export function iso8601Date(): Arbitrary<string> {
  return fromForms(iso8601Forms)
}

/** The text of a moment, in milliseconds since 1970, as Twilio writes it. */
export function rfc2822(moment: number): string {
  return new Date(moment).toUTCString().replace('GMT', '+0000')
}

function secondsBefore(ink: Ink): number {
  return plainMoment - integerOf(mix(ink, 7), 0, fourYears) * 1000
}

function unpadded(ink: Ink): number {
  return Date.UTC(2017, ink % 12, 1 + (mix(ink, 3) % 9), 20, 48, 32)
}

function micros(ink: Ink): string {
  return String(integerOf(mix(ink, 9), 454_203, 999_999))
}
