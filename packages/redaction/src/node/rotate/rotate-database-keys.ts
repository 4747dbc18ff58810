import { randomUUID } from 'node:crypto'
import type { Damage } from '@ringback/recording'
import type { CallSecrets } from '../../exchange/call-secrets.ts'
import { keysOfDatabase } from '../keys/database-key.ts'
import type { KeyRing } from '../keys/redaction-keys.ts'
import { createLineOpener } from '../originals/database/database-originals.ts'
import { sealedLine } from '../originals/database/sealed-original.ts'
import { redactorOf } from '../settle/redaction-of.ts'
import type { SettleSettings } from '../settle/settings.ts'
import { createTelling, type LearnedOfCall } from '../store/shared-knowledge.ts'
import { databaseRotation } from './places/database-rotation.ts'
import type { RotatableDatabase } from './places/rotatable-database.ts'
import { rotateAll, type RotatedKeys } from './rotate-all.ts'

/** What `rotateDatabaseKeys` brings under the current key of a ring. */
export interface RotateDatabaseOptions extends Pick<SettleSettings, 'redaction' | 'redactHook'> {
  readonly database: RotatableDatabase
  /** The new key is its current one; the ones that are replaced are its older ones. */
  readonly ring: KeyRing
  /** So many exchanges are replaced in one transaction, about: a call is never divided. Default 200. */
  readonly exchangesAtOnce?: number
  readonly onDamage?: (damage: Damage) => void
  /** Is called after each recording with how many were looked at. */
  readonly onProgress?: (recordings: number) => void
}

/**
 * Does for a database what `rotateKeys` does for a folder. First it notes the new key: whoever records with the old one is refused from
 * then on, keeps what it takes in its spool, and may record it under the new key once it has both. May be interrupted at any moment, and
 * called again.
 * @throws {WrongKeyError} when something was made with a key that is not in the ring; nothing is changed then.
 */
export async function rotateDatabaseKeys(options: RotateDatabaseOptions): Promise<RotatedKeys> {
  const { database, ring, exchangesAtOnce = 200, onDamage = () => undefined } = options
  const { recordings, originals, name } = database
  for (const keyId of await recordings.keyIds()) keysOfDatabase(name, keyId, ring)
  const lineIn = createLineOpener(name, { ring, onDamage })
  const learning = createLearning()
  const { redactExchange: redact } = await redactorOf(options, { callSecrets: learning.callSecrets })
  await recordings.noteKey(ring.current.keyId)
  const tell = createTelling(database.learned, ring, randomUUID())
  const place = databaseRotation(database, {
    ring,
    lineIn,
    exchangesAtOnce,
    afterReplacing: async () => tell(learning.take()),
  })
  const rotated = await rotateAll(place, {
    ring,
    redact(original) {
      learning.isRecent = Date.now() - Date.parse(original.startedAt) < longestCallMs
      return redact(original)
    },
    ...(options.onProgress && { onProgress: options.onProgress }),
  })
  for await (const page of originals.pages(
    ring.older.map(({ keyId }) => keyId),
    'all',
  )) {
    await recordings.sealAgain(
      page.flatMap((sealed) => {
        const line = lineIn(sealed)
        return line === undefined ? [] : [sealedLine(sealed, line, ring.current)]
      }),
    )
  }
  return rotated
}

/** Calls that began longer ago are over. */
const longestCallMs = 25 * 60 * 60_000

/** What is learned of calls that may go on: those who record them cannot read what they were told under the old key. */
function createLearning(): {
  readonly callSecrets: CallSecrets
  /** Whether the call of what is redacted may go on. */
  isRecent: boolean
  /** What was learned since the last time. */
  readonly take: () => readonly LearnedOfCall[]
} {
  let learned: LearnedOfCall[] = []
  const learning = {
    isRecent: false,
    callSecrets: {
      load: () => undefined,
      save(callSid, findings, answeredAt) {
        if (learning.isRecent) learned.push({ callSid, answeredAt, findings })
      },
    } satisfies CallSecrets,
    take() {
      const taken = learned
      learned = []
      return taken
    },
  }
  return learning
}
