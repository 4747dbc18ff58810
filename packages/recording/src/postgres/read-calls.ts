import type { Pool } from 'pg'
import type { Exchange } from '../exchange.ts'
import { parseExchange } from '../parse-recording.ts'
import type { Recording } from '../recording.ts'
import { recordingsOf } from '../recordings-of.ts'
import type { TableNames } from './schema.ts'

/** The recordings of some calls, whole, oldest first. */
export async function recordingsIn(
  pool: Pool,
  { exchanges, legs }: TableNames,
  calls: readonly string[],
): Promise<Recording[]> {
  if (calls.length === 0) return []
  // The times let the database leave out the partitions of other months.
  const { rows } = await pool.query<{ sids: string[]; first: string | null; last: string | null }>(
    `select array_agg(sid) as sids, min(started_at)::text as first, max(last_at)::text as last
     from ${legs} where call = any($1)`,
    [calls],
  )
  const [found] = rows
  if (found === undefined || found.first === null) return []
  const { rows: kept } = await pool.query<{ exchange: string }>(
    `select exchange from ${exchanges}
     where leg = any($1) and started_at >= $2::timestamptz and started_at <= $3::timestamptz`,
    [found.sids, found.first, found.last],
  )
  return recordingsOf(kept.map(exchangeOf))
}

/** The exchange of a row. */
export function exchangeOf({ exchange }: { readonly exchange: string }): Exchange {
  return parseExchange(JSON.parse(exchange))
}
