import type { Privacy } from '../grammar-definition.ts'
import { anyOf, literally } from '../patterns.ts'
import { recordHangup } from '../../data/spoken-words.ts'

/** One key is a choice from a menu and identifies nobody; several may be a PIN or a card number. */
export const keysPrivacy: Privacy = {
  harmless: anyOf('[0-9*#]', literally(recordHangup)),
  content: 'digits',
}
