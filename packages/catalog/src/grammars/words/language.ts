import { oddValues, type GrammarDefinition } from '../grammar-definition.ts'

const canonical = '[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?'

/** A language tag of BCP 47. */
export const language: GrammarDefinition = {
  grammar: 'language',
  reads: { pattern: () => '[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*' },
  writes: { pattern: () => canonical },
  words: () => 'a language tag like en-US',
  example: () => 'en-US',
  privacy: { harmless: canonical, content: 'text' },
  oddForms: () => oddValues('de-DE', 'es-419', 'cmn-Hans-CN'),
}
