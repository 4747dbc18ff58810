import type { GrammarDefinition } from '../grammar-definition.ts'
import { valueShapes } from '../value-shapes.ts'
import { datePrivacy } from './date-privacy.ts'
import { isDay } from './is-day.ts'

/** Dates of streams, transcriptions and the debugger, always in UTC (docs/facts/webhooks.md, section 3). */
export const iso8601: GrammarDefinition = {
  grammar: 'iso8601',
  reads: {
    pattern: () => String.raw`${valueShapes.iso8601}(?:\.[0-9]+)?(?:Z|\+00:?00)`,
    check: (value) =>
      isDay(Number(value.slice(0, 4)), Number(value.slice(5, 7)) - 1, Number(value.slice(8, 10))),
  },
  writes: { pattern: () => String.raw`${valueShapes.iso8601}(?:\.[0-9]{1,9})?Z` },
  words: () => 'a date like 2026-03-24T18:23:44.751Z',
  example: () => '2026-06-10T18:44:18.000Z',
  privacy: datePrivacy,
  oddForms: () => [
    { name: 'microseconds', from: (plain) => plain.replace(/\.[0-9]+Z$/, '.454203Z') },
    { name: 'without-fraction', from: (plain) => plain.replace(/\.[0-9]+Z$/, 'Z') },
  ],
}
