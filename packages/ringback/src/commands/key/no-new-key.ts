import { RingbackError } from '@ringback/common'

/** Says that the environment has no key to rotate to. */
export function noNewKey(): RingbackError {
  return new RingbackError(
    'no-new-key',
    'RINGBACK_REDACTION_KEY has only one key, so there is none to rotate to.',
    {
      remedy:
        'Set RINGBACK_REDACTION_KEY=<new>,<old> and run this again. `ringback key --generate` prints a new key.',
    },
  )
}
