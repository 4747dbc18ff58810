import { RingbackError } from '@ringback/common'
import type { Recording } from '@ringback/recording'
import { forgetRecording, generateRootKey, readKeyRing, type KeyRing } from '@ringback/redaction/node'

/** Which recording is deleted, and where. */
export interface CallToDelete {
  /** The folder; null: the call is in a database. */
  readonly directory: string | null
  readonly recording: Recording
  /** How many exchanges whoever deletes it has seen. */
  readonly seen: number
  readonly keyRing: (() => Promise<KeyRing | undefined>) | undefined
}

/** What was deleted. */
export interface DeletedCall {
  readonly exchanges: number
  readonly originals: number
}

/**
 * Deletes a recording with its originals and notes.
 * @throws {RingbackError} `call-changed` when it has other exchanges than were seen; `folder-in-use` while somebody records.
 */
export async function deleteCall(options: CallToDelete): Promise<DeletedCall> {
  const { directory, recording, seen, keyRing } = options
  if (directory === null) {
    throw new RingbackError('cannot-delete', 'A call in a database is not deleted from this page.', {
      remedy: 'Forget whoever called: ringback forget <number>',
    })
  }
  const { exchanges } = recording
  if (exchanges.length !== seen) {
    throw new RingbackError(
      'call-changed',
      `The call has ${exchanges.length} exchanges by now, not ${seen}.`,
      {
        remedy: 'Look at it again before you delete it.',
      },
    )
  }
  // Without a key: one that opens nothing.
  const ring = (await keyRing?.()) ?? (await readKeyRing(generateRootKey()))
  const [exchange] = exchanges
  const deleted = exchange && (await forgetRecording({ recordings: directory, ring, exchange }))
  if (deleted === undefined) throw new RingbackError('no-such-call', 'This call is not recorded any more.')
  return { exchanges: deleted.recording.exchanges.length, originals: deleted.originals }
}
