import { oddValues, type GrammarDefinition } from '../grammar-definition.ts'
import { keysPrivacy } from './keys-privacy.ts'

/** One key that a caller pressed; empty when none was. */
export const digit: GrammarDefinition = {
  grammar: 'digit',
  reads: { pattern: () => '[0-9*#]?' },
  writes: {},
  words: () => 'one key: 0-9, * or #',
  example: () => '#',
  privacy: keysPrivacy,
  oddForms: () => oddValues('*', '1', ''),
}
