import { countries } from '../../data/countries.ts'
import { oddValues, type GrammarDefinition } from '../grammar-definition.ts'

const known: ReadonlySet<string> = new Set(countries)

/** The country of a number in ISO 3166-1, empty where it is not known (docs/facts/webhooks.md, section 2.4). */
export const country: GrammarDefinition = {
  grammar: 'country',
  reads: { pattern: () => '(?:[A-Z]{2})?' },
  writes: { check: (value) => value === '' || known.has(value) },
  words: () => 'a country code of two capitals, or nothing',
  example: () => 'US',
  privacy: { harmless: '[A-Z]{2}', content: 'text' },
  oddForms: () => oddValues('CA', 'GB', 'DE', 'IN'),
}
