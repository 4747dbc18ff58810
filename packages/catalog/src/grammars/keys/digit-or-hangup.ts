import { recordHangup } from '../../data/spoken-words.ts'
import { oddValues, type GrammarDefinition } from '../grammar-definition.ts'
import { anyOf } from '../patterns.ts'
import { keysPrivacy } from './keys-privacy.ts'

/** What ended a <Record>: a key, the caller who hung up, or nothing (docs/facts/webhooks.md, section 3). */
export const digitOrHangup: GrammarDefinition = {
  grammar: 'digit-or-hangup',
  reads: { pattern: () => anyOf(recordHangup, '[0-9*#]*') },
  writes: { pattern: () => anyOf(recordHangup, '[0-9*#]?') },
  words: () => `the key that ended it, or ${recordHangup}`,
  example: () => recordHangup,
  privacy: keysPrivacy,
  oddForms: () => oddValues('#', '*', ''),
}
