import type { Pool, PoolClient } from 'pg'
import type { RemovedExchange } from '../../removal/removable-recordings.ts'
import { asColumns } from '../exchange-names.ts'
import { refreshCalls, tellChange } from '../calls/refresh-calls.ts'
import { inTransaction } from '../in-transaction.ts'
import { lockJoining } from '../keep-exchanges.ts'
import { legOf } from '../leg-rows.ts'
import type { TableNames } from '../schema.ts'
import { countAgain } from './count-again.ts'

/** Exchanges of so many legs are removed in one transaction. */
const legsAtOnce = 100

/** See `RemovableRecordings.remove`. */
export async function removeExchanges(
  pool: Pool,
  names: TableNames,
  exchanges: readonly RemovedExchange[],
): Promise<number> {
  const ofNoCall = exchanges.filter(({ callSid }) => callSid === null)
  const legs = [
    ...Map.groupBy(
      exchanges.filter(({ callSid }) => callSid !== null),
      legOf,
    ).values(),
  ]
  let originals = 0
  for (let from = 0; from < legs.length; from += legsAtOnce) {
    const some = legs.slice(from, from + legsAtOnce).flat()
    originals += await inTransaction(pool, async (client) => removeCalls(client, names, some))
  }
  if (ofNoCall.length === 0) return originals
  return originals + (await inTransaction(pool, async (client) => removeOfNoCall(client, names, ofNoCall)))
}

/**
 * Removes the calls of legs. Originals go after the exchanges: whoever was keeping one has kept it by then, and nobody can keep
 * one afterwards.
 */
async function removeCalls(
  client: PoolClient,
  names: TableNames,
  exchanges: readonly RemovedExchange[],
): Promise<number> {
  // Legs get other names when the redaction key is rotated: not meanwhile, and they are found by their exchanges as well.
  await lockJoining(client, names)
  // Whoever writes to these legs waits until they are gone.
  const { rows } = await client.query<{ sid: string }>(
    `select sid from ${names.legs} where call in (
       select call from ${names.legs} where sid = any($1) or sid in (
         select leg from ${names.exchanges} join unnest($2::text[], $3::timestamptz[]) as gone (id, started_at)
           using (started_at, id)))
     order by sid for update`,
    [[...new Set(exchanges.map(legOf))], ...asColumns(exchanges)],
  )
  const legs = [rows.map(({ sid }) => sid)]
  await client.query(
    `delete from ${names.notes} where exchange in (select id from ${names.exchanges} where leg = any($1))`,
    legs,
  )
  await client.query(`delete from ${names.exchanges} where leg = any($1)`, legs)
  const { rowCount } = await client.query(`delete from ${names.originals} where leg = any($1)`, legs)
  const { rows: gone } = await client.query<{ call: string }>(
    `delete from ${names.legs} where sid = any($1) returning call`,
    legs,
  )
  await refreshCalls(client, names, [...new Set(gone.map(({ call }) => call))])
  await tellChange(client, names)
  return rowCount ?? 0
}

/** Removes some of the exchanges of days; what is known of the days is found out anew, since it names caller and number called. */
async function removeOfNoCall(
  client: PoolClient,
  names: TableNames,
  exchanges: readonly RemovedExchange[],
): Promise<number> {
  const days = [...new Set(exchanges.map(legOf))].sort()
  await client.query(`select from ${names.legs} where sid = any($1) order by sid for update`, [days])
  const remove = async (table: string): Promise<number> => {
    const { rowCount } = await client.query(
      `delete from ${table} old using unnest($1::text[], $2::timestamptz[]) as gone (id, started_at)
       where old.started_at = gone.started_at and old.id = gone.id`,
      [...asColumns(exchanges)],
    )
    return rowCount ?? 0
  }
  await client.query(`delete from ${names.notes} where exchange = any($1)`, [exchanges.map(({ id }) => id)])
  await remove(names.exchanges)
  const originals = await remove(names.originals)
  await countAgain(client, names, days)
  await tellChange(client, names)
  await client.query(`delete from ${names.legs} where sid = any($1) and exchanges = 0`, [days])
  return originals
}
