import { RingbackError } from '@ringback/common'
import type { KeyRing } from './redaction-keys.ts'

/** Something was sealed or redacted with a key that is not at hand. `code` is `wrong-redaction-key`. */
export class WrongKeyError extends RingbackError {
  override readonly name = 'WrongKeyError'
  /** The id of the key that is needed. */
  readonly neededKeyId: string

  constructor(what: string, neededKeyId: string, ring: KeyRing) {
    const given = [ring.current, ...ring.older].map(({ keyId }) => keyId).join(', ')
    super(
      'wrong-redaction-key',
      `${what} was made with the redaction key ${neededKeyId}, but the key given is ${given}.`,
      {
        remedy: `Give the other key: RINGBACK_REDACTION_KEY=<key ${neededKeyId}>; or both, to write with the new one and read with both: RINGBACK_REDACTION_KEY=<new>,<old>`,
      },
    )
    this.neededKeyId = neededKeyId
  }
}
