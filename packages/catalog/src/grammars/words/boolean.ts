import { oddValues, type GrammarDefinition } from '../grammar-definition.ts'

/** `true` or `false`, in lower case (docs/facts/webhooks.md, section 3). */
export const boolean: GrammarDefinition = {
  grammar: 'boolean',
  reads: { pattern: () => '(?:true|false)' },
  writes: {},
  words: () => 'true or false',
  example: () => 'true',
  privacy: { harmless: '(?:true|false)', content: 'text' },
  oddForms: () => oddValues('false'),
}
