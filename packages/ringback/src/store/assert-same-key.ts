import { RingbackError } from '@ringback/common'

/**
 * Makes sure that what is copied between a folder and a database was redacted with the same key: one caller would otherwise have
 * several pseudonyms.
 * @throws {RingbackError} `wrong-redaction-key`
 */
export function assertSameKey(
  ofStore: string,
  ofFolder: string,
  { name, directory }: { readonly name: string; readonly directory: string },
): void {
  if (ofStore === ofFolder) return
  throw new RingbackError(
    'wrong-redaction-key',
    `The recordings in ${name} are redacted with the key ${ofStore}, but those in ${directory} with the key ${ofFolder}.`,
    {
      remedy:
        'Record with one key: set RINGBACK_REDACTION_KEY to it everywhere; ringback key rotate brings a folder under it.',
    },
  )
}
