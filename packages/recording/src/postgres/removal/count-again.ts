import type { PoolClient } from 'pg'
import { refreshCalls } from '../calls/refresh-calls.ts'
import { beforeAll, isoOf } from '../exchange-names.ts'
import { keepLegs } from '../keep-exchanges.ts'
import { legRowsOf } from '../leg-rows.ts'
import { exchangeOf } from '../read-calls.ts'
import type { TableNames } from '../schema.ts'

/** So many exchanges are read at once. */
const exchangesAtOnce = 500

/**
 * Finds out anew what is known of legs, in the transaction of a client. Those that hang together with others stay in their call. A day of
 * exchanges without a call may have any number of them, so few are read at once.
 */
export async function countAgain(
  client: PoolClient,
  names: TableNames,
  sids: readonly string[],
): Promise<void> {
  const { rows: counted } = await client.query<{ call: string }>(
    `update ${names.legs} set started_at = null, last_at = null, first_id = null, exchanges = 0, problems = 0,
       party_id = null, from_party = null, to_party = null, parties = '{}', status_id = null, call_status = null,
       http_status = null, signature = null, kinds = '{}', terms = '{}' where sid = any($1) returning call`,
    [sids],
  )
  await refreshCalls(client, names, [...new Set(counted.map(({ call }) => call))])
  let after = beforeAll
  for (;;) {
    const { rows } = await client.query<{ exchange: string; id: string; at: string }>(
      `select exchange, id, ${isoOf('started_at')} as at from ${names.exchanges}
       where leg = any($1) and (started_at, id) > ($2::timestamptz, $3) order by started_at, id limit $4`,
      [sids, after.startedAt, after.id, exchangesAtOnce],
    )
    const last = rows.at(-1)
    if (last === undefined) break
    await keepLegs(client, names, legRowsOf(rows.map(exchangeOf)))
    after = { startedAt: last.at, id: last.id }
  }
}
