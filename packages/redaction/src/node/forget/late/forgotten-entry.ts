import type { SealedForgotten } from '@ringback/recording'
import type { KeyRing, RedactionKeys } from '../../keys/redaction-keys.ts'
import { openSealedFile, sealFile } from '../../originals/sealed-file.ts'

/** A person, or some calls, that were forgotten. */
export interface ForgottenEntry {
  /** When: milliseconds since 1970, by the clock that exchanges are timed with. */
  readonly at: number
  /** How the person may stand in exchanges: what was given, and the real values that were found for it. Empty: calls alone. */
  readonly values: readonly string[]
  /** The CallSids of the calls that were removed, as they were recorded or as Twilio sent them. */
  readonly calls: readonly string[]
}

/** For so many days what somebody took before is not recorded any more. */
export const forgottenDays = 30

const title = 'forgotten'

/** Seals an entry for those who record. */
export function sealedEntry(
  { values, calls }: Pick<ForgottenEntry, 'values' | 'calls'>,
  keys: RedactionKeys,
): Buffer {
  return sealFile({ recording: title, keys: [] }, Buffer.from(JSON.stringify({ values, calls })), keys)
}

/** Opens an entry; undefined when its key is not in the ring, or it is damaged. */
export function openedEntry(
  { at, sealed }: Pick<SealedForgotten, 'at' | 'sealed'>,
  ring: KeyRing,
): ForgottenEntry | undefined {
  const opened = openSealedFile(Buffer.from(sealed), ring)
  if (opened.type !== 'opened' || opened.header.recording !== title) return undefined
  // `sealedEntry` made it.
  const entry = JSON.parse(opened.text.toString('utf8')) as Pick<ForgottenEntry, 'values' | 'calls'>
  return { ...entry, at: Date.parse(at) }
}
