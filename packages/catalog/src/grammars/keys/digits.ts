import { oddValue, type GrammarDefinition } from '../grammar-definition.ts'
import { keysPrivacy } from './keys-privacy.ts'

/** Keys that a caller pressed; empty when there were none (docs/facts/webhooks.md, section 3). */
export const digits: GrammarDefinition = {
  grammar: 'digits',
  reads: { pattern: () => '[0-9*#]*' },
  writes: {},
  words: () => 'keys: 0-9, * and #',
  example: () => '1234',
  privacy: keysPrivacy,
  oddForms: () => [
    oddValue('star', '*'),
    oddValue('pound', '#'),
    oddValue('star-and-pound', '*12#'),
    { name: 'leading-zeros', from: (plain) => `00${plain.slice(0, 2)}` },
    { name: 'many', from: (plain) => '9'.repeat(32 + plain.length) },
  ],
}
