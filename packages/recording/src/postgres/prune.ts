import type { Pool } from 'pg'
import { attachment, partitionOf } from './partitions.ts'
import { tablesIn, type PostgresSchema, type TableNames } from './schema.ts'

/** What was removed. */
export interface PrunedPostgres {
  readonly exchanges: number
  readonly legs: number
  /** The months whose partitions were removed whole. */
  readonly months: readonly string[]
}

/** So many rows are removed in one transaction, so that nobody waits long for them. */
const rowsAtOnce = 5000

/**
 * Removes the calls whose last exchange started before a time (ISO 8601), with all their legs. A call that went on after it stays
 * whole. Whoever writes meanwhile is not held up: rows are removed a few thousand at a time, and the partition of a month with
 * nothing in it any more is detached first.
 */
export async function prunePostgres(where: PostgresSchema, before: string): Promise<PrunedPostgres> {
  const names = tablesIn(where.schema)
  const { pool } = where
  let exchanges = 0
  let legs = 0
  for (;;) {
    const { rows } = await pool.query<{ sid: string }>(oldLegs(names), [before, rowsAtOnce])
    if (rows.length === 0) break
    const sids = rows.map(({ sid }) => sid)
    const removed = await pool.query(
      `delete from ${names.exchanges} where leg = any($1) and started_at < $2::timestamptz`,
      [sids, before],
    )
    const forgotten = await pool.query(
      `delete from ${names.legs} where sid = any($1) and (last_at is null or last_at < $2::timestamptz)`,
      [sids, before],
    )
    exchanges += removed.rowCount ?? 0
    legs += forgotten.rowCount ?? 0
  }
  return { exchanges, legs, months: await dropEmptyPartitions(pool, names, before) }
}

/** Some legs of calls that ended before a time. */
function oldLegs({ legs }: TableNames): string {
  return `select sid from ${legs} where call in (
    select call from ${legs} leg where last_at < $1::timestamptz and not exists (
      select from ${legs} other where other.call = leg.call and other.last_at >= $1::timestamptz)
    limit $2)`
}

async function dropEmptyPartitions(
  pool: Pool,
  names: TableNames,
  before: string,
): Promise<readonly string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select c.relname as name from pg_inherits join pg_class c on c.oid = inhrelid where inhparent = $1::regclass`,
    [names.exchanges],
  )
  const dropped: string[] = []
  for (const { name } of rows) {
    const month = /_(\d{4})_(\d{2})$/.exec(name)?.slice(1).join('-')
    // Somebody may still write to the month that the time is in.
    if (month === undefined || month >= before.slice(0, 7)) continue
    const partition = partitionOf(names, month)
    const found = await pool.query(`select from ${partition} limit 1`)
    if (found.rowCount !== 0) continue
    // Waits for those who are reading it, and lets everybody else go on.
    await pool.query(`alter table ${names.exchanges} detach partition ${partition} concurrently`)
    // What somebody wrote to it meanwhile is not lost.
    const isEmpty = (await pool.query(`select from ${partition} limit 1`)).rowCount === 0
    await pool.query(isEmpty ? `drop table ${partition}` : attachment(names, month))
    if (isEmpty) dropped.push(month)
  }
  return dropped.sort()
}
