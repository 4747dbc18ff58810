import type { Pool } from 'pg'
import type { Recording } from '../../recording.ts'
import type { CallCriteria, SearchedText } from '../../calls/call-criteria.ts'
import type { CallEntry, CallPlace, CallTable, SearchedPart } from '../../calls/call-table.ts'
import { assertMigrated } from '../migration/migrate.ts'
import { recordingsIn } from '../read-calls.ts'
import { tablesIn, type PostgresSchema, type TableNames } from '../schema.ts'
import { conditionsOf, createTermHashes, textCondition, type TermHashes } from './conditions.ts'
import {
  countCalls,
  entryColumns,
  entryOf,
  newestFirst,
  pageOfCalls,
  type EntryRow,
} from './page-of-calls.ts'

/**
 * Opens the list of calls of a database.
 * @throws {RingbackError} `store-not-migrated` when the tables are not those that this version needs (`migratePostgres`).
 */
export async function openCallTable(where: PostgresSchema): Promise<CallTable> {
  await assertMigrated(where)
  const names = tablesIn(where.schema)
  const { pool } = where
  const hashes = createTermHashes(pool)
  const database: Database = { pool, names, hashes }
  return {
    changes: async () => changes(database),
    count: async (criteria) => countCalls(database, await conditionsOf(criteria, names, hashes)),
    page: async (criteria, offset, limit) =>
      pageOfCalls(database, await conditionsOf(criteria, names, hashes), { offset, limit }),
    placeOf: async (criteria, firstId) => placeOf(database, criteria, firstId),
    search: async (criteria, text, part) => search(database, { criteria, text, part }),
    named: async (firstIds) => named(database, firstIds),
    read: async (firstIds) => read(database, firstIds),
  }
}

interface Database {
  readonly pool: Pool
  readonly names: TableNames
  readonly hashes: TermHashes
}

async function changes({ pool, names }: Database): Promise<string> {
  const { rows } = await pool.query<{ last: string }>(
    `select last_value || ' ' || is_called as last from ${names.changes}`,
  )
  return rows[0]?.last ?? ''
}

async function placeOf(
  { pool, names, hashes }: Database,
  criteria: CallCriteria,
  firstId: string,
): Promise<number | null> {
  const { sql, values } = await conditionsOf(criteria, names, hashes)
  const { rows } = await pool.query<{ started_at: Date }>(
    `select started_at from ${names.calls} where ${sql} and first_id = $${values.length + 1}`,
    [...values, firstId],
  )
  const [call] = rows
  if (call === undefined) return null
  const before = await pool.query<{ found: number }>(
    `select count(*)::int as found from ${names.calls}
     where ${sql} and (started_at, first_id) > ($${values.length + 1}, $${values.length + 2})`,
    [...values, call.started_at, firstId],
  )
  return before.rows[0]?.found ?? 0
}

interface Search {
  readonly criteria: CallCriteria
  readonly text: SearchedText
  readonly part: { readonly after: CallPlace | null; readonly calls: number }
}

/** A character that no id has. */
const between = 31

async function search(
  { pool, names, hashes }: Database,
  { criteria, text, part: { after, calls } }: Search,
): Promise<SearchedPart> {
  const from = [after?.startedAt ?? 'infinity', after?.firstId ?? '']
  const end = await pool.query<EntryRow>(
    `select started_at, first_id from ${names.calls} where (started_at, first_id) < ($1::timestamptz, $2)
     ${newestFirst} offset ${Math.trunc(calls) - 1} limit 1`,
    from,
  )
  const last = end.rows[0] === undefined ? null : placeIn(end.rows[0])
  const { sql, values } = await conditionsOf(criteria, names, hashes)
  const matching = textCondition(text, values.length)
  const all = [...values, ...matching.values, ...from, last?.startedAt ?? '-infinity', last?.firstId ?? '']
  const at = all.length
  const { rows } = await pool.query<{ found: string | null }>(
    // One long text is read sooner than many rows.
    `select string_agg(first_id, chr(${between})) as found from (
       select first_id from ${names.calls} where ${sql} and ${matching.sql}
         and (started_at, first_id) < ($${at - 3}::timestamptz, $${at - 2})
         and (started_at, first_id) >= ($${at - 1}::timestamptz, $${at}) ${newestFirst}) as matching`,
    all,
  )
  return { found: rows[0]?.found?.split(String.fromCharCode(between)) ?? [], last }
}

function placeIn({ started_at: startedAt, first_id: firstId }: EntryRow): CallPlace {
  return { startedAt: startedAt.toISOString(), firstId }
}

async function named({ pool, names }: Database, firstIds: readonly string[]): Promise<readonly CallEntry[]> {
  if (firstIds.length === 0) return []
  const { rows } = await pool.query<EntryRow>(
    `select ${entryColumns} from ${names.calls} where first_id = any($1)`,
    [firstIds],
  )
  return rows.map(entryOf)
}

async function read({ pool, names }: Database, firstIds: readonly string[]): Promise<readonly Recording[]> {
  const { rows } = await pool.query<{ call: string }>(
    `select call from ${names.calls} where first_id = any($1)`,
    [firstIds],
  )
  const recordings = await recordingsIn(
    pool,
    names,
    rows.map(({ call }) => call),
  )
  const wanted = new Set(firstIds)
  return recordings.filter(({ exchanges }) => wanted.has(exchanges[0]?.id ?? ''))
}
