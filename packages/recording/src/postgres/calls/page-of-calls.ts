import type { Pool } from 'pg'
import type { CallEntry } from '../../calls/call-table.ts'
import { codeOf, inTransaction } from '../in-transaction.ts'
import type { TableNames } from '../schema.ts'
import type { Condition } from './conditions.ts'

/** Where calls are listed. */
interface ListedCalls {
  readonly pool: Pool
  readonly names: TableNames
}

/** How many calls there are that match a condition. */
export async function countCalls({ pool, names }: ListedCalls, { sql, values }: Condition): Promise<number> {
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

/** A part of the calls that match a condition, the newest first. */
export async function pageOfCalls(
  { pool, names }: ListedCalls,
  { sql, values }: Condition,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<readonly CallEntry[]> {
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

/** The columns of a call of the list. */
export interface EntryRow {
  readonly sid: string | null
  readonly started_at: Date
  readonly first_id: string
  readonly exchanges: number
  readonly problems: number
  readonly from_party: string | null
  readonly to_party: string | null
}

export const entryColumns = 'sid, started_at, first_id, exchanges, problems, from_party, to_party'
export const newestFirst = 'order by started_at desc, first_id desc'

export function entryOf(row: EntryRow): CallEntry {
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
