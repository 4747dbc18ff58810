import type { RotatedKeys } from '@ringback/redaction/node'
import { count } from '../../format/count.ts'

/** How many recordings have new pseudonyms. */
export function rotatedLine({ redacted }: RotatedKeys): string {
  return `${count(redacted, 'recording')} ${redacted === 1 ? 'has' : 'have'} new pseudonyms.`
}

/** What became of the others. */
export function otherLines({ current, kept, plain }: RotatedKeys): readonly string[] {
  return [
    ...(current === 0 ? [] : [`${count(current, 'recording')} had them before.`]),
    ...Object.entries(kept).map(
      ([keyId, number]) =>
        `${count(number, 'recording')} without originals ${number === 1 ? 'keeps' : 'keep'} the pseudonyms of key ${keyId}.`,
    ),
    ...(plain === 0 ? [] : [`${count(plain, 'recording')} ${plain === 1 ? 'is' : 'are'} not redacted.`]),
  ]
}
