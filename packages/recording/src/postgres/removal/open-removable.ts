import type { Pool } from 'pg'
import type { Exchange } from '../../exchange.ts'
import { hiding } from '../../removal/may-hold.ts'
import type { Recording } from '../../recording.ts'
import { recordingsOf } from '../../recordings-of.ts'
import type { RemovableRecordings } from '../../removal/removable-recordings.ts'
import type { ExchangeName } from '../../originals/sealed-originals.ts'
import { asColumns, beforeAll, isoOf } from '../exchange-names.ts'
import { legOf } from '../leg-rows.ts'
import { assertMigrated } from '../migration/migrate.ts'
import { exchangeOf, recordingsIn } from '../read-calls.ts'
import { tablesIn, type PostgresSchema, type TableNames } from '../schema.ts'
import { removeExchanges } from './remove-exchanges.ts'
import { removeNotesAbout } from './remove-notes.ts'

/** So many exchanges that were found are read at once. */
const foundAtOnce = 100

/**
 * The recordings of a schema, to be searched and removed while others go on writing.
 * @throws {RingbackError} `store-not-migrated` when the tables are not those that this version needs (`migratePostgres`).
 */
export async function openRemovableRecordings(where: PostgresSchema): Promise<RemovableRecordings> {
  const names = tablesIn(where.schema)
  await assertMigrated(where)
  const { pool } = where
  return {
    async *holding(texts) {
      const listed = new Set<string>()
      for await (const found of pagesHolding(pool, names, texts)) yield* around(pool, names, found, listed)
    },
    async of(exchanges) {
      const { rows } = await pool.query<{ exchange: string }>(
        `select exchange from unnest($1::text[], $2::timestamptz[]) as wanted (id, started_at)
         join ${names.exchanges} found on found.started_at = wanted.started_at and found.id = wanted.id`,
        [...asColumns(exchanges)],
      )
      const recordings: Recording[] = []
      for await (const each of around(pool, names, rows.map(exchangeOf), new Set())) recordings.push(each)
      return recordings
    },
    with: async (exchange) => whole(pool, names, exchange),
    remove: async (exchanges) => removeExchanges(pool, names, exchanges),
    removeNotes: async (about) => removeNotesAbout(pool, names, about),
  }
}

/** Exchanges that may hold a text, oldest first. */
async function* pagesHolding(
  pool: Pool,
  { exchanges }: TableNames,
  texts: readonly string[],
): AsyncGenerator<readonly Exchange[]> {
  let after = beforeAll
  for (;;) {
    const { rows } = await pool.query<{ exchange: string; id: string; at: string }>(
      `select exchange, id, ${isoOf('started_at')} as at from ${exchanges}
       where (started_at, id) > ($1::timestamptz, $2) and (exchange like any ($3) or exchange ~ $4)
       order by started_at, id limit $5`,
      [
        after.startedAt,
        after.id,
        // Nothing of these texts has a meaning in a pattern.
        texts.length === 0 ? ['%'] : [...texts, hiding.base64].map((text) => `%${text}%`),
        hiding.percentEncoded,
        foundAtOnce,
      ],
    )
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows.map(exchangeOf)
    after = { startedAt: last.at, id: last.id }
  }
}

/** The recordings of exchanges that were found, each call once; `listed`: the calls that were there before. */
async function* around(
  pool: Pool,
  names: TableNames,
  found: readonly Exchange[],
  listed: Set<string>,
): AsyncGenerator<Recording> {
  yield* recordingsOf(found.filter(({ callSid }) => callSid === null))
  const { rows } = await pool.query<{ call: string }>(
    `select distinct call from ${names.legs} where sid = any($1)`,
    [found.filter(({ callSid }) => callSid !== null).map(legOf)],
  )
  for (const { call } of rows) {
    if (listed.has(call)) continue
    listed.add(call)
    const recordings = await recordingsIn(pool, names, [call])
    yield* recordings.filter(({ callSid }) => callSid !== null)
  }
}

async function whole(
  pool: Pool,
  names: TableNames,
  { id, startedAt }: ExchangeName,
): Promise<Recording | undefined> {
  const { rows } = await pool.query<{ call: string }>(
    `select call from ${names.legs} where sid in (
       select leg from ${names.exchanges} where started_at = $1::timestamptz and id = $2)`,
    [startedAt, id],
  )
  const recordings = await recordingsIn(
    pool,
    names,
    rows.map(({ call }) => call),
  )
  return recordings.find(({ exchanges }) => exchanges.some((exchange) => exchange.id === id))
}
