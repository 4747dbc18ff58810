import { RingbackError } from '@ringback/common'
import type { Recording } from '@ringback/recording'
import {
  forgetRecording,
  generateRootKey,
  readKeyRing,
  type ForgetWhere,
  type KeyRing,
} from '@ringback/redaction/node'

/** What calls are removed from: a folder or a database. */
export type CallRemoval = Pick<ForgetWhere, 'recordings' | 'database'>

/** Which recording is deleted, and where. */
export interface CallToDelete {
  /** What it is removed from; undefined: a database that nothing is removed from. */
  readonly from: CallRemoval | undefined
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
  const { from, recording, seen, keyRing } = options
  if (from === undefined) {
    throw new RingbackError('cannot-delete', 'Calls of this database are not deleted from this page.', {
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
  const deleted = exchange && (await forgetRecording({ ...from, ring, exchange }))
  if (deleted === undefined) throw new RingbackError('no-such-call', 'This call is not recorded any more.')
  return { exchanges: deleted.recording.exchanges.length, originals: deleted.originals }
}
