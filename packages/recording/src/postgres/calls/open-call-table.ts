import type { Pool } from 'pg'
import type { Recording } from '../../recording.ts'
import type { CallCriteria, SearchedText } from '../../calls/call-criteria.ts'
import type { CallEntry, CallPlace, CallTable, SearchedPart } from '../../calls/call-table.ts'
import { codeOf, inTransaction } from '../in-transaction.ts'
import { assertMigrated } from '../migration/migrate.ts'
import { recordingsIn } from '../read-calls.ts'
import { tablesIn, type PostgresSchema, type TableNames } from '../schema.ts'
import { conditionsOf, createTermHashes, textCondition, type TermHashes } from './conditions.ts'

/**
 * Opens the list of calls of a database.
 * @throws {RingbackError} `store-not-migrated` when the tables are not those that this version needs (`migratePostgres`).
 */
export async function openCallTable(where: PostgresSchema): Promise<CallTable> {
  await assertMigrated(where)
  const names = tablesIn(where.schema)
  const { pool } = where
  const database: Database = { pool, names, hashes: createTermHashes(pool) }
  return {
    changes: async () => changes(database),
    count: async (criteria) => count(database, criteria),
    page: async (criteria, offset, limit) => page(database, criteria, offset, limit),
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

async function count({ pool, names, hashes }: Database, criteria: CallCriteria): Promise<number> {
  const { sql, values } = await conditionsOf(criteria, names, hashes)
  return inTransaction(pool, async (client) => {
    // The database takes a look into the terms of each call for cheaper than it is.
    await client.query('set local enable_seqscan = off')
    const { rows } = await client.query<{ found: number }>(
      `select count(*)::int as found from ${names.calls} where ${sql}`,
      values,
    )
    return rows[0]?.found ?? 0
  })
}

/** A walk through the list for calls that match ends after so many milliseconds. */
const walkMs = 40
const tookTooLong = '57014'

async function page(
  { pool, names, hashes }: Database,
  criteria: CallCriteria,
  offset: number,
  limit: number,
): Promise<readonly CallEntry[]> {
  const { sql, values } = await conditionsOf(criteria, names, hashes)
  const all = [...values, limit, offset]
  const matching = `select started_at, first_id from ${names.calls} where ${sql}`
  if (values.length === 0)
    return (await pool.query<EntryRow>(pageOf(names, matching, all), all)).rows.map(entryOf)
  try {
    return await inTransaction(pool, async (client) => {
      await client.query(`set local statement_timeout = ${walkMs}`)
      const { rows } = await client.query<EntryRow>(pageOf(names, matching, all), all)
      return rows.map(entryOf)
    })
  } catch (error) {
    if (codeOf(error) !== tookTooLong) throw error
    // Few calls match, or none: they are found by their terms, and sorted then.
    const found = `select * from (${matching} offset 0) as found`
    return (await pool.query<EntryRow>(pageOf(names, found, all), all)).rows.map(entryOf)
  }
}

/** The statement of a page. The places come first, which an index has in their order, and then the rows of these calls alone. */
function pageOf({ calls }: TableNames, matching: string, values: readonly unknown[]): string {
  return `select ${entryColumns} from (
      ${matching} ${newestFirst} limit $${values.length - 1} offset $${values.length}) as place
    join ${calls} using (started_at, first_id) ${newestFirst}`
}

interface EntryRow {
  readonly sid: string | null
  readonly started_at: Date
  readonly first_id: string
  readonly exchanges: number
  readonly problems: number
  readonly from_party: string | null
  readonly to_party: string | null
}

const entryColumns = 'sid, started_at, first_id, exchanges, problems, from_party, to_party'
const newestFirst = 'order by started_at desc, first_id desc'

function entryOf(row: EntryRow): CallEntry {
  return {
    callSid: row.sid,
    startedAt: row.started_at.toISOString(),
    firstId: row.first_id,
    exchanges: row.exchanges,
    problems: row.problems,
    from: row.from_party,
    to: row.to_party,
  }
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
