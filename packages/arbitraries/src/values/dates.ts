import { formatRfc2822 } from '@ringback/catalog'
import type { Arbitrary } from 'fast-check'
import type { Form } from '../forms/form.ts'
import { withOddForms } from '../forms/odd-forms.ts'
import { fromForms } from '../forms/form-arbitrary.ts'
import { integerOf, seedFor, type DetailSeed } from '../forms/detail-seed.ts'

// Wed, 10 Jun 2026 18:44:18 +0000. Every date is counted from here, never from now.
const plainMoment = Date.UTC(2026, 5, 10, 18, 44, 18)
const fourYears = 4 * 366 * 24 * 3600

/** A plain date of RFC 2822, in UTC. */
export const plainRfc2822: Form = { name: 'rfc2822', make: (seed) => formatRfc2822(secondsBefore(seed)) }

/** A plain date of ISO 8601, in UTC with `Z`. */
export const plainIso8601: Form = {
  name: 'iso8601',
  make: (seed) => new Date(secondsBefore(seed) + (seed % 1000)).toISOString(),
}

/** A plain moment in seconds since 1970. */
export const plainUnixTime: Form = { name: 'unix-time', make: (seed) => String(secondsBefore(seed) / 1000) }

/** Dates as call progress, recording and conference callbacks carry them: `Wed, 10 Jun 2026 18:44:18 +0000`. */
export function rfc2822Date(): Arbitrary<string> {
  return fromForms(withOddForms({ grammar: 'rfc2822' }, plainRfc2822))
}

/** Dates as streams, transcriptions and the debugger carry them: `2026-06-10T18:44:18.751Z`. */
export function iso8601Date(): Arbitrary<string> {
  return fromForms(withOddForms({ grammar: 'iso8601' }, plainIso8601))
}

function secondsBefore(seed: DetailSeed): number {
  return plainMoment - integerOf(seedFor(seed, 7), 0, fourYears) * 1000
}
