import type { GrammarDefinition } from '../grammar-definition.ts'
import { listedValues, listInWords } from './listed.ts'

/** The one word that a parameter always has. */
export const constant: GrammarDefinition = {
  grammar: 'const',
  reads: listedValues,
  writes: {},
  words: listInWords,
  example: ({ example = '' }) => example,
  // The listed word itself is harmless; any other text is not known.
  privacy: { content: 'text' },
  oddForms: () => [],
}
