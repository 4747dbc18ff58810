import type { Pool } from 'pg'
import { refreshCalls, tellChange } from '../calls/refresh-calls.ts'
import { inTransaction } from '../in-transaction.ts'
import { dropEmptyPartitions } from '../partitions.ts'
import { tablesIn, type PostgresSchema, type TableNames } from '../schema.ts'

/** What was removed. */
export interface PrunedPostgres {
  readonly exchanges: number
  readonly legs: number
  /** Sealed originals of these exchanges. */
  readonly originals: number
  /** The months whose partitions were removed whole. */
  readonly months: readonly string[]
}

/** So many rows are removed in one transaction, so that nobody waits long for them. */
const rowsAtOnce = 5000

/**
 * Removes the calls whose last exchange started before a time (ISO 8601), with all their legs and originals. A call that went on
 * after it stays whole. What recorders told each other before that time goes as well. Whoever writes meanwhile is not held up: rows are removed a few thousand at a time, and the partition of a month with
 * nothing in it any more is detached first.
 */
export async function prunePostgres(where: PostgresSchema, before: string): Promise<PrunedPostgres> {
  const names = tablesIn(where.schema)
  const { pool } = where
  const removed = { exchanges: 0, legs: 0, originals: 0 }
  for (;;) {
    const { rows } = await pool.query<{ sid: string }>(oldLegs(names), [before, rowsAtOnce])
    if (rows.length === 0) break
    const sids = rows.map(({ sid }) => sid)
    await removeNotes(pool, names, sids, before)
    const rowsOf = async (table: string): Promise<number> => removeOld(pool, table, sids, before)
    removed.exchanges += await rowsOf(names.exchanges)
    // After the exchanges: whoever was keeping an original of them has kept it by now.
    removed.originals += await rowsOf(names.originals)
    removed.legs += await removeLegs(pool, names, sids, before)
  }
  await pool.query(`delete from ${names.learned} where added_at < $1::timestamptz`, [before])
  await dropEmptyPartitions(pool, names.originals, before)
  return { ...removed, months: await dropEmptyPartitions(pool, names.exchanges, before) }
}

/** Removes the rows of legs in a table that are before a time; returns how many. */
async function removeOld(
  pool: Pool,
  table: string,
  legs: readonly string[],
  before: string,
): Promise<number> {
  // In a transaction of its own, which is tried again when somebody who writes waited for it and it for him.
  const { rowCount } = await inTransaction(pool, async (client) =>
    client.query(`delete from ${table} where leg = any($1) and started_at < $2::timestamptz`, [legs, before]),
  )
  return rowCount ?? 0
}

/** Removes the notes on calls of legs. */
async function removeNotes(
  pool: Pool,
  { exchanges, notes }: TableNames,
  legs: readonly string[],
  before: string,
): Promise<void> {
  await pool.query(
    `delete from ${notes} where exchange in (
       select id from ${exchanges} where leg = any($1) and started_at < $2::timestamptz)`,
    [legs, before],
  )
}

async function removeLegs(
  pool: Pool,
  names: TableNames,
  sids: readonly string[],
  before: string,
): Promise<number> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ call: string }>(
      `delete from ${names.legs} where sid = any($1) and (last_at is null or last_at < $2::timestamptz) returning call`,
      [sids, before],
    )
    await refreshCalls(client, names, [...new Set(rows.map(({ call }) => call))])
    await tellChange(client, names)
    return rows.length
  })
}

/** Some legs of calls that ended before a time. */
function oldLegs({ legs }: TableNames): string {
  return `select sid from ${legs} where call in (
    select call from ${legs} leg where last_at < $1::timestamptz and not exists (
      select from ${legs} other where other.call = leg.call and other.last_at >= $1::timestamptz)
    limit $2)`
}
