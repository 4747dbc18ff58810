import type { GrammarDefinition } from '../grammar-definition.ts'
import { anyOf } from '../patterns.ts'
import { datePrivacy } from './date-privacy.ts'
import { iso8601 } from './iso8601.ts'
import { rfc2822 } from './rfc2822.ts'

const seconds = String.raw`[0-9]{9,11}(?:\.[0-9]+)?`

/** A moment where no document says how it is written: a date in either form, or seconds since 1970. */
export const timestamp: GrammarDefinition = {
  grammar: 'timestamp',
  reads: {
    pattern: (form) => anyOf(...[iso8601, rfc2822].map(({ reads }) => reads.pattern?.(form) ?? ''), seconds),
    check: (value, form) => {
      if (/^[0-9.]+$/.test(value)) return true
      return (value.includes(',') ? rfc2822 : iso8601).reads.check?.(value, form) ?? true
    },
  },
  writes: { pattern: () => '[0-9]{9,11}' },
  words: () => 'a date',
  example: () => '1781117058',
  privacy: datePrivacy,
  oddForms: () => [],
}
