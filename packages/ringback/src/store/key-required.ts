import { RingbackError } from '@ringback/common'
import type { StoreAddress } from './store-address.ts'

/** Says that a database is recorded into with a key that was given, and none was. */
export function keyRequired({ name }: StoreAddress): RingbackError {
  return new RingbackError(
    'no-redaction-key',
    `RINGBACK_REDACTION_KEY is not set, and whoever records into ${name} needs the same key.`,
    {
      remedy:
        'Make a key once with: ringback key, and set RINGBACK_REDACTION_KEY to it on every machine that records into the database.',
    },
  )
}
