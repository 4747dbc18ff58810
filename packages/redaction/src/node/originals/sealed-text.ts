import type { Exchange } from '@ringback/recording'
import type { KeyRing, RedactionKeys } from '../keys/redaction-keys.ts'
import { WrongKeyError } from '../keys/wrong-key-error.ts'
import { sealedOriginal } from './database/sealed-original.ts'
import { lineOfOriginal, originalInLine, originalsIn } from './original-text.ts'
import { openSealedFile } from './sealed-file.ts'

/**
 * Seals an original, as text that may stand in a pact file; null of none. The same original gives the same text, whether it was kept in a
 * folder or in a database.
 */
export function sealedText(
  exchange: Pick<Exchange, 'id' | 'callSid' | 'startedAt'>,
  original: Exchange | null,
  secrets: RedactionKeys,
): string | null {
  if (original === null) return null
  const { sealed } = sealedOriginal(exchange, lineOfOriginal(original), secrets)
  return Buffer.from(sealed).toString('base64')
}

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
