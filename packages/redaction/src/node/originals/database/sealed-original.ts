import type { Exchange, SealedOriginal } from '@ringback/recording'
import { keyOfExchange } from '@ringback/recording/node'
import type { KeyRing, RedactionKeys } from '../../keys/redaction-keys.ts'
import { originalsIn, textOfOriginals } from '../original-text.ts'
import { openSealedFile, sealFile } from '../sealed-file.ts'

/**
 * Seals the line of an original for a database: as a file with this one original. The same arguments give the same bytes. A key
 * for each leg is derived, as for each recording of a folder.
 */
export function sealedOriginal(
  recorded: Pick<Exchange, 'id' | 'callSid' | 'startedAt'>,
  line: string,
  secrets: RedactionKeys,
): SealedOriginal {
  const { id, startedAt } = recorded
  return sealedLine({ id, startedAt, leg: keyOfExchange(recorded) }, line, secrets)
}

/** Seals the line of an original that is in a database, to take its place. */
export function sealedLine(
  { id, startedAt, leg }: Pick<SealedOriginal, 'id' | 'startedAt' | 'leg'>,
  line: string,
  secrets: RedactionKeys,
): SealedOriginal {
  const text = textOfOriginals(new Map([[id, line]]))
  const sealed = sealFile({ recording: leg, keys: [] }, text, secrets)
  return { id, startedAt, leg, keyId: secrets.keyId, sealed }
}

/** What a sealed original leads to: its line, or why there is none. */
export type OpenedOriginal =
  | { readonly type: 'opened'; readonly line: string }
  | { readonly type: 'wrong-key'; readonly keyId: string }
  | { readonly type: 'damaged' }

/** Opens a sealed original. What was sealed for another exchange is damage. */
export function openedOriginal(
  { id, sealed }: Pick<SealedOriginal, 'id' | 'sealed'>,
  ring: KeyRing,
): OpenedOriginal {
  const opened = openSealedFile(Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength), ring)
  if (opened.type !== 'opened') return opened
  const line = originalsIn(opened.text).get(id)
  return line === undefined ? { type: 'damaged' } : { type: 'opened', line }
}
