import { oddValue, type GrammarDefinition } from '../grammar-definition.ts'
import { valueShapes } from '../value-shapes.ts'
import { datePrivacy } from './date-privacy.ts'
import { isDay } from './is-day.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Dates of call progress, recordings and conferences, always in UTC (docs/facts/webhooks.md, section 3). */
export const rfc2822: GrammarDefinition = {
  grammar: 'rfc2822',
  reads: { pattern: () => String.raw`${valueShapes.rfc2822} \+0000`, check: hasRightWeekday },
  writes: {},
  words: () => 'a date like Fri, 20 Aug 2010 01:13:42 +0000',
  example: () => 'Wed, 10 Jun 2026 18:44:18 +0000',
  privacy: datePrivacy,
  oddForms: () => [
    oddValue('unpadded-day', 'Thu, 1 Jun 2017 20:48:32 +0000'),
    oddValue('leap-day', 'Thu, 29 Feb 2024 23:59:59 +0000'),
    oddValue('new-year', 'Thu, 01 Jan 2026 00:00:00 +0000'),
  ],
}

function hasRightWeekday(value: string): boolean {
  const [weekday = '', day, month = '', year] = value.split(/,? /)
  return isDay(Number(year), months.indexOf(month), Number(day), weekday)
}
