import type { Recording } from '@ringback/recording'
import { createForgottenCheck, forgottenInDatabase } from '@ringback/redaction/node'
import type { LoadedConfig } from '../config/load-config.ts'
import { findRedactionKeys } from '../state/redaction-key.ts'
import { redactionSettings } from '../state/redaction-settings.ts'
import type { Io } from '../shell/io.ts'
import type { OpenStore } from './open-store.ts'

/** Leaves out what is about somebody who was forgotten in a database since it was recorded. */
export interface ForgottenFilter {
  /** A recording without such exchanges. */
  of(recording: Recording): Recording
  /** How many exchanges were left out so far. */
  count(): number
}

/**
 * The filter of a database, for recordings of a folder. Without the key, or where nobody was forgotten, it leaves out nothing.
 * @throws {RingbackError} `store-not-migrated`
 */
export async function withoutForgotten(
  { where, postgres }: OpenStore,
  directory: string,
  loaded: LoadedConfig,
  io: Io,
): Promise<ForgottenFilter> {
  await postgres.assertMigrated(where)
  const list = postgres.postgresForgotten(where)
  const isEmpty = (await list.since('0')).length === 0
  const keys = isEmpty ? undefined : await findRedactionKeys(directory, loaded.directory, io.env)
  if (keys === undefined) return { of: (recording) => recording, count: () => 0 }
  const { ring } = keys
  const check = createForgottenCheck(forgottenInDatabase(list, ring), {
    ring,
    redaction: redactionSettings(loaded.config),
  })
  await check.refresh()
  let count = 0
  return {
    of(recording) {
      const exchanges = recording.exchanges.filter(
        (exchange) =>
          !check.has({
            startedAt: Date.parse(exchange.startedAt),
            original: () => exchange,
            recorded: exchange,
          }),
      )
      count += recording.exchanges.length - exchanges.length
      return { ...recording, exchanges }
    },
    count: () => count,
  }
}
