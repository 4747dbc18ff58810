import { importPeer, RingbackError } from '@ringback/common'
import { settleSettingsOf } from '../settle/kept-settings.ts'
import type { SettleSettings } from '../settle/settings.ts'
import { hasSpool } from '../spool/spool-folder.ts'
import type { StoreFailure } from '../store/store-failure.ts'
import type { StoreClock } from '../store/store-time.ts'

/** What was found out about a store. */
export interface FoundStore {
  readonly clock?: StoreClock
  /** How this recorder is known to the others of the database. */
  readonly recorder?: string
  /** Why it cannot be used at the moment. */
  readonly failure?: StoreFailure
}

/**
 * Finds out what can be known about the store before anything is recorded. A database that is away is no reason not to record: what
 * is observed waits in the spool.
 * @throws {RingbackError} `not-redacted`, `spool-is-for-database`, `peer-missing`, and those of `checkDatabase`.
 */
export async function prepareStore(settings: SettleSettings): Promise<FoundStore> {
  const { recordings, ring, redaction, store } = settings
  if (store === undefined) {
    await assertNothingWaitsForDatabase(recordings)
    return {}
  }
  if (redaction === 'off') {
    throw new RingbackError(
      'not-redacted',
      'Recordings that are not redacted are not written to a database that others read.',
      {
        remedy:
          'Leave out --no-redact (and `redact: false`), or record into a folder: --recordings <folder>.',
      },
    )
  }
  const { checkDatabase } = await importPeer(['pg', 'kysely'], () => import('../store/check-database.ts'))
  return checkDatabase(store, ring)
}

async function assertNothingWaitsForDatabase(recordings: string): Promise<void> {
  // Settings that cannot be read are written anew.
  const kept = await settleSettingsOf(recordings).catch(() => undefined)
  if (kept?.database !== true || !(await hasSpool(recordings))) return
  throw new RingbackError(
    'spool-is-for-database',
    `Sealed exchanges wait in ${recordings} for the database that they were recorded for.`,
    {
      remedy:
        'Record with the same --store, or show its recordings (ringback show --store <url>): that brings them there. Or record into another folder.',
    },
  )
}
