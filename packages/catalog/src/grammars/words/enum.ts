import { oddValues, type GrammarDefinition } from '../grammar-definition.ts'
import { listedValues, listInWords } from './listed.ts'

/** One of the words that the row of a parameter lists. */
export const enumeration: GrammarDefinition = {
  grammar: 'enum',
  reads: listedValues,
  writes: {},
  words: listInWords,
  example: ({ example = '' }) => example,
  // The listed words themselves are harmless; any other text is not known.
  privacy: { content: 'text' },
  oddForms: ({ values = [], example }) => oddValues(...values.filter((value) => value !== example)),
}
