import type { Pool } from 'pg'
import type { ListedRecording, RecordingsReader } from '../../reader/recordings-reader.ts'
import { keysOfSummary } from '../../reader/recording-summary.ts'
import { legColumns, listedOf, type KeptLeg } from './listed-calls.ts'
import { createCallPages } from './call-pages.ts'
import { assertMigrated } from '../migration/migrate.ts'
import { recordingsIn } from '../read-calls.ts'
import { storable } from '../storable.ts'
import { tablesIn, type PostgresSchema, type TableNames } from '../schema.ts'

/** So many legs are read with one question. */
const legsAtOnce = 20_000

/**
 * Reads recordings in PostgreSQL, as `openRecordingsReader` does in a folder: lists come from what is kept of each leg, without reading
 * exchanges. Nothing is held between two calls but the connections of the pool.
 * @throws {RingbackError} `store-not-migrated` when the tables are not those that this version needs (`migratePostgres`).
 */
export async function openPostgresReader(where: PostgresSchema): Promise<RecordingsReader> {
  await assertMigrated(where)
  const names = tablesIn(where.schema)
  const { pool } = where
  return {
    async list() {
      return listedOf(await allLegs(pool, names))
    },
    async naming(texts) {
      return listedOf(await legsNaming(pool, names, texts))
    },
    page: createCallPages(pool, names),
    read: async (listed) => read(pool, names, listed),
    damage: () => [],
  }
}

async function allLegs(pool: Pool, { legs }: TableNames): Promise<readonly KeptLeg[]> {
  const all: KeptLeg[] = []
  for (;;) {
    const last = all.at(-1)
    const { rows } = await pool.query<KeptLeg>(
      `select ${legColumns} from ${legs} where (call, sid) > ($1, $2) order by call, sid limit $3`,
      [last?.call ?? '', last?.sid ?? '', legsAtOnce],
    )
    for (const row of rows) all.push(row)
    if (rows.length < legsAtOnce) return all
  }
}

/** All legs of the calls of which one leg begins with a text or has it as a party, or the first exchange has it as its id. */
async function legsNaming(
  pool: Pool,
  { legs, calls }: TableNames,
  texts: readonly string[],
): Promise<readonly KeptLeg[]> {
  const { rows } = await pool.query<KeptLeg>(
    `select ${legColumns} from ${legs} where call in (
       select call from ${legs} where parties && $1
       union select leg.call from unnest($1::text[]) as start
         join ${legs} leg on leg.sid >= start and leg.sid < start || chr(1114111)
       union select call from ${calls} where first_id = any($1)) order by call, sid`,
    [texts.map(storable)],
  )
  return rows
}

async function read(
  pool: Pool,
  names: TableNames,
  { summary }: ListedRecording,
): ReturnType<RecordingsReader['read']> {
  const { rows } = await pool.query<{ call: string }>(
    `select distinct call from ${names.legs} where sid = any($1)`,
    [keysOfSummary(summary)],
  )
  const calls = rows.map(({ call }) => call)
  const found = await recordingsIn(pool, names, calls)
  return found.find(({ exchanges }) => exchanges.some(({ id }) => id === summary.firstId))
}
