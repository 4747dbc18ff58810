import { RingbackError } from '@ringback/common'
import type { PoolClient } from 'pg'
import { inTransaction, readHolding } from './in-transaction.ts'
import { tablesIn, type PostgresSchema, type TableNames } from './schema.ts'

/**
 * Notes which redaction key recordings are made with, unless one is noted already. Comes back with the id of the key that is
 * noted: all who write to the tables need that one, since one caller would otherwise have several pseudonyms.
 */
export async function claimPostgresKey(where: PostgresSchema, keyId: string): Promise<string> {
  const { keys } = tablesIn(where.schema)
  await where.pool.query(`insert into ${keys} (key_id) values ($1) on conflict do nothing`, [keyId])
  return (await postgresKey(where)) ?? keyId
}

/** The id of the redaction key that is noted; undefined when none is. */
export async function postgresKey(where: PostgresSchema): Promise<string | undefined> {
  const { keys } = tablesIn(where.schema)
  const { rows } = await where.pool.query<{ key_id: string }>(`select key_id from ${keys}`)
  return rows[0]?.key_id
}

/**
 * Notes another redaction key, once all transactions that write under the one that was noted have ended. What comes afterwards is held to
 * the new one by {@link assertKeyNoted}.
 */
export async function replacePostgresKey({ pool, schema }: PostgresSchema, keyId: string): Promise<void> {
  const { keys } = tablesIn(schema)
  await inTransaction(pool, async (client) => {
    await client.query(`lock table ${keys} in exclusive mode`)
    await client.query(
      `insert into ${keys} (key_id) values ($1) on conflict (only_row) do update set key_id = excluded.key_id`,
      [keyId],
    )
  })
}

/**
 * Makes sure, in the transaction of a client, that what it is about to write was made with the key that is noted, if one is. Until the
 * transaction ends nobody notes another one.
 * @throws {RingbackError} `wrong-redaction-key`
 */
export async function assertKeyNoted(
  client: Pick<PoolClient, 'query'>,
  { keys, schema }: TableNames,
  keyIds: Iterable<string>,
): Promise<void> {
  const noted = (await readHolding<{ key_id: string }>(client, keys, 'key_id'))?.key_id
  const other = noted === undefined ? undefined : [...keyIds].find((keyId) => keyId !== noted)
  if (other === undefined) return
  throw new RingbackError(
    'wrong-redaction-key',
    `The recordings in the schema ${schema} are made with the redaction key ${noted}, and what was to be written was made with ${other}.`,
    {
      remedy: `If the key was rotated, start again with both: RINGBACK_REDACTION_KEY=<key ${noted}>,<key ${other}>. What waits is then recorded under the new one.`,
    },
  )
}
