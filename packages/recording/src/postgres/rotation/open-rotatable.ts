import type { Pool } from 'pg'
import type { Recording } from '../../recording.ts'
import type { RotatableRecordings } from '../../rotation/rotatable-recordings.ts'
import { beforeAll, isoOf } from '../exchange-names.ts'
import { inTransaction } from '../in-transaction.ts'
import { assertMigrated } from '../migration/migrate.ts'
import { recordingsIn } from '../read-calls.ts'
import { tablesIn, type PostgresSchema, type TableNames } from '../schema.ts'
import { postgresKey, replacePostgresKey } from '../store-key.ts'
import { replaceRotated, sealAgain } from './replace-rotated.ts'

/** So many calls are read at once. */
const callsAtOnce = 50

/**
 * The recordings of a schema, to be brought under another redaction key while others go on writing.
 * @throws {RingbackError} `store-not-migrated` when the tables are not those that this version needs (`migratePostgres`).
 */
export async function openRotatableRecordings(where: PostgresSchema): Promise<RotatableRecordings> {
  const names = tablesIn(where.schema)
  await assertMigrated(where)
  const { pool } = where
  return {
    async keyIds() {
      const noted = await postgresKey(where)
      const { rows } = await pool.query<{ key_id: string }>(`select distinct key_id from ${names.originals}`)
      return [...new Set([noted ?? [], rows.map(({ key_id: keyId }) => keyId)].flat())]
    },
    noteKey: async (keyId) => replacePostgresKey(where, keyId),
    list: () => oldestFirst(pool, names),
    replace: async (rotated) => inTransaction(pool, async (client) => replaceRotated(client, names, rotated)),
    sealAgain: async (originals) => sealAgain(pool, names, originals),
  }
}

/** A call keeps its place when its CallSids change: it is listed by when it began and its first exchange. */
async function* oldestFirst(pool: Pool, names: TableNames): AsyncGenerator<Recording> {
  let after = beforeAll
  for (;;) {
    const { rows } = await pool.query<{ call: string; at: string; first_id: string }>(
      `select call, ${isoOf('started_at')} as at, first_id from ${names.calls}
       where (started_at, first_id) > ($1::timestamptz, $2) order by started_at, first_id limit $3`,
      [after.startedAt, after.id, callsAtOnce],
    )
    const last = rows.at(-1)
    if (last === undefined) return
    yield* await recordingsIn(
      pool,
      names,
      rows.map(({ call }) => call),
    )
    after = { startedAt: last.at, id: last.first_id }
  }
}
