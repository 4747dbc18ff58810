import type { Pool, PoolClient } from 'pg'
import type { SealedOriginal } from '../../originals/sealed-originals.ts'
import type { RotatedExchange } from '../../rotation/rotatable-recordings.ts'
import { bytesArray } from '../binary-array.ts'
import { asColumns } from '../exchange-names.ts'
import { joinCalls, keepExchanges, lockJoining } from '../keep-exchanges.ts'
import { legOf } from '../leg-rows.ts'
import { statementsOf } from '../originals/open-originals.ts'
import { countAgain } from '../removal/count-again.ts'
import type { TableNames } from '../schema.ts'

/** See `RotatableRecordings.replace`. In the transaction of a client. */
export async function replaceRotated(
  client: PoolClient,
  names: TableNames,
  rotated: readonly RotatedExchange[],
): Promise<void> {
  await lockJoining(client, names)
  const named = asColumns(rotated.map(({ recorded }) => recorded))
  // Whoever writes to these legs waits, and whoever has removed them is waited for.
  await client.query(
    `select from ${names.legs} where sid in (
       select leg from ${names.exchanges} old
       join unnest($1::text[], $2::timestamptz[]) as given (id, started_at) using (started_at, id))
     order by sid for update`,
    [...named],
  )
  const { rows } = await client.query<{ id: string; leg: string }>(
    `delete from ${names.exchanges} old using unnest($1::text[], $2::timestamptz[]) as given (id, started_at)
     where old.started_at = given.started_at and old.id = given.id returning old.id, old.leg`,
    [...named],
  )
  await leaveLegs(client, names, [...new Set(rows.map(({ leg }) => leg))].sort())
  const found = new Set(rows.map(({ id }) => id))
  const present = rotated.filter(({ recorded }) => found.has(recorded.id))
  const exchanges = present.map(({ recorded }) => recorded)
  await keepExchanges(client, names, exchanges)
  await joinCalls(client, names, exchanges)
  const originals = present.map(({ recorded, original }) => ({ ...original, leg: legOf(recorded) }))
  for (const some of statementsOf(originals)) {
    await client.query(
      `update ${names.originals} old set leg = given.leg, key_id = given.key_id, sealed = given.sealed
       from unnest($1::text[], $2::timestamptz[], $3::text[], $4::bytea[], $5::text[])
         as given (id, started_at, key_id, sealed, leg)
       where old.started_at = given.started_at and old.id = given.id`,
      [...columnsOf(some), some.map(({ leg }) => leg)],
    )
  }
}

/** Finds out anew what is known of legs that exchanges were taken from; of a call that has none any more, nothing stays. */
async function leaveLegs(client: PoolClient, names: TableNames, sids: readonly string[]): Promise<void> {
  await countAgain(client, names, sids)
  await client.query(
    `delete from ${names.legs} old where call in (select call from ${names.legs} where sid = any($1))
     and not exists (select from ${names.legs} leg where leg.call = old.call and leg.exchanges > 0)`,
    [sids],
  )
}

/** See `RotatableRecordings.sealAgain`. */
export async function sealAgain(
  pool: Pool,
  names: TableNames,
  originals: readonly Omit<SealedOriginal, 'leg'>[],
): Promise<void> {
  for (const some of statementsOf(originals)) {
    await pool.query(
      `update ${names.originals} old set key_id = given.key_id, sealed = given.sealed
       from unnest($1::text[], $2::timestamptz[], $3::text[], $4::bytea[]) as given (id, started_at, key_id, sealed)
       where old.started_at = given.started_at and old.id = given.id`,
      columnsOf(some),
    )
  }
}

function columnsOf(originals: readonly Omit<SealedOriginal, 'leg'>[]): unknown[] {
  return [
    ...asColumns(originals),
    originals.map(({ keyId }) => keyId),
    bytesArray(originals.map(({ sealed }) => sealed)),
  ]
}
