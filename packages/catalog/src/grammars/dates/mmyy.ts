import { oddValue, type GrammarDefinition } from '../grammar-definition.ts'

/** The month and year in which a payment card expires. */
export const mmyy: GrammarDefinition = {
  grammar: 'mmyy',
  reads: { pattern: () => '(?:0[1-9]|1[0-2])[0-9]{2}' },
  writes: {},
  words: () => 'month and year, like 1227',
  example: () => '1227',
  privacy: { content: 'digits' },
  oddForms: () => [oddValue('january', '0130')],
}
