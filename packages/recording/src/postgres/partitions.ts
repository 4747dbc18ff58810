import type { Pool } from 'pg'
import { codeOf, inTransaction } from './in-transaction.ts'

/** Makes the partitions of a table as they are needed. */
export interface Partitions {
  /**
   * Writes rows of some times (ISO 8601) that have a place by then. The work may be done more than once: others may have removed
   * the place, with its month, since it was last looked for.
   */
  write<Result>(times: Iterable<string>, work: () => Promise<Result>): Promise<Result>
}

/** There is no partition for a row. */
const noPartition = '23514'

/** The partition of a table for a month, `YYYY-MM`. */
export function partitionOf(table: string, month: string): string {
  return `${table}_${month.replace('-', '_')}`
}

/** The statement that makes the table of a month a partition. Unlike creating a partition, it holds up no writer. */
export function attachment(table: string, month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const next = new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10)
  return `alter table ${table} attach partition ${partitionOf(table, month)}
    for values from ('${month}-01 00:00+00') to ('${next} 00:00+00')`
}

/** The partitions of a table that is partitioned by month. */
export function createPartitions(pool: Pool, table: string): Partitions {
  const known = new Set<string>()

  async function make(month: string): Promise<void> {
    const partition = partitionOf(table, month)
    await inTransaction(pool, async (client) => {
      // Several writers come to a new month at once.
      await client.query('select pg_advisory_xact_lock(hashtext($1))', [`${table} partitions`])
      const { rows } = await client.query<{ found: string | null }>('select to_regclass($1) as found', [
        partition,
      ])
      if (rows[0]?.found !== null) return
      await client.query(`create table ${partition} (like ${table} including all)`)
      await client.query(attachment(table, month))
    })
    known.add(month)
  }

  async function ensure(months: ReadonlySet<string>): Promise<void> {
    for (const month of months) if (!known.has(month)) await make(month)
  }

  return {
    async write(times, work) {
      // What is no time has no month, and is refused when it is written.
      const months = new Set(
        [...times].map((time) => time.slice(0, 7)).filter((month) => /^\d{4}-\d{2}$/.test(month)),
      )
      await ensure(months)
      try {
        return await work()
      } catch (error) {
        if (codeOf(error) !== noPartition) throw error
        known.clear()
        await ensure(months)
        return work()
      }
    },
  }
}

/**
 * Removes the partitions of months before a time (ISO 8601) with nothing in them; returns the months. Nobody who writes is held
 * up.
 */
export async function dropEmptyPartitions(
  pool: Pool,
  table: string,
  before: string,
): Promise<readonly string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select c.relname as name from pg_inherits join pg_class c on c.oid = inhrelid where inhparent = $1::regclass`,
    [table],
  )
  const dropped: string[] = []
  for (const { name } of rows) {
    const month = /_(\d{4})_(\d{2})$/.exec(name)?.slice(1).join('-')
    // Somebody may still write to the month that the time is in.
    if (month === undefined || month >= before.slice(0, 7)) continue
    const partition = partitionOf(table, month)
    const found = await pool.query(`select from ${partition} limit 1`)
    if (found.rowCount !== 0) continue
    // Waits for those who are reading it, and lets everybody else go on.
    await pool.query(`alter table ${table} detach partition ${partition} concurrently`)
    // What somebody wrote to it meanwhile is not lost.
    const isEmpty = (await pool.query(`select from ${partition} limit 1`)).rowCount === 0
    await pool.query(isEmpty ? `drop table ${partition}` : attachment(table, month))
    if (isEmpty) dropped.push(month)
  }
  return dropped.sort()
}
