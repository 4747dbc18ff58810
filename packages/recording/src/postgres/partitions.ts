import type { Pool } from 'pg'
import { inTransaction } from './in-transaction.ts'
import type { TableNames } from './schema.ts'

/** Makes the partitions of `exchanges` as they are needed. */
export interface Partitions {
  /** Makes sure that exchanges which started at some times (ISO 8601) have a place. */
  ensure(times: Iterable<string>): Promise<void>
  /** They are not known to be there any more: others may have removed them. */
  forget(): void
}

/** The partition of a month, `YYYY-MM`. */
export function partitionOf({ exchanges }: TableNames, month: string): string {
  return `${exchanges}_${month.replace('-', '_')}`
}

/** The statement that makes the table of a month a partition. Unlike creating a partition, it holds up no writer. */
export function attachment(names: TableNames, month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const next = new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10)
  return `alter table ${names.exchanges} attach partition ${partitionOf(names, month)}
    for values from ('${month}-01 00:00+00') to ('${next} 00:00+00')`
}

export function createPartitions(pool: Pool, names: TableNames): Partitions {
  const known = new Set<string>()

  async function make(month: string): Promise<void> {
    const partition = partitionOf(names, month)
    await inTransaction(pool, async (client) => {
      // Several writers come to a new month at once.
      await client.query('select pg_advisory_xact_lock(hashtext($1))', [`${names.schema} partitions`])
      const { rows } = await client.query<{ found: string | null }>('select to_regclass($1) as found', [
        partition,
      ])
      if (rows[0]?.found !== null) return
      await client.query(`create table ${partition} (like ${names.exchanges} including all)`)
      await client.query(attachment(names, month))
    })
    known.add(month)
  }

  return {
    async ensure(times) {
      const months = new Set([...times].map((time) => time.slice(0, 7)))
      for (const month of months) if (!known.has(month)) await make(month)
    },
    forget: () => known.clear(),
  }
}
