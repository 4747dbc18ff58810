import type { Exchange } from '@ringback/recording'
import type { KeyRing } from '../keys/redaction-keys.ts'
import { WrongKeyError } from '../keys/wrong-key-error.ts'
import { originalInLine, originalsIn } from './original-text.ts'
import { openSealedFile } from './sealed-file.ts'

/**
 * Opens a sealed original that stands as text in a pact file; null when it is damaged.
 * @throws {WrongKeyError} when it was sealed with a key that is not in the ring.
 */
export function openSealedText(text: string, ring: KeyRing): Exchange | null {
  const opened = openSealedFile(Buffer.from(text, 'base64'), ring)
  if (opened.type === 'wrong-key') throw new WrongKeyError('The sealed original', opened.keyId, ring)
  const [line] = opened.type === 'opened' ? originalsIn(opened.text).values() : []
  return line === undefined ? null : originalInLine(line)
}
