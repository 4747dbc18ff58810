import { RingbackError } from '@ringback/common'
import type { PoolClient } from 'pg'
import type { ForgottenList, SealedForgotten } from '../../removal/forgotten-list.ts'
import { isoOf } from '../exchange-names.ts'
import { inTransaction, readHolding } from '../in-transaction.ts'
import { tablesIn, type PostgresSchema, type TableNames } from '../schema.ts'
import { postgresKey } from '../store-key.ts'

/** The list in the tables of a schema, which have to be there. */
export function postgresForgotten(where: PostgresSchema): ForgottenList {
  const { forgotten } = tablesIn(where.schema)
  const { pool } = where
  return {
    keyId: async () => postgresKey(where),
    async add(sealed, days) {
      await inTransaction(pool, async (client) => {
        await client.query(`lock table ${forgotten} in exclusive mode`)
        await client.query(`delete from ${forgotten} where at < now() - make_interval(days => $1)`, [days])
        await client.query(`insert into ${forgotten} (sealed) values ($1)`, [sealed])
      })
    },
    async since(number) {
      const { rows } = await pool.query<SealedForgotten>(
        `select number, ${isoOf('at')} as at, sealed from ${forgotten} where number > $1 order by number`,
        [number],
      )
      return rows
    },
  }
}

/**
 * Makes sure, in the transaction of a client, that whoever is about to write has read the list up to its end. Until the transaction ends
 * nothing is added to it.
 * @throws {RingbackError} `forgotten-since`
 */
export async function assertForgottenRead(
  client: Pick<PoolClient, 'query'>,
  { forgotten }: TableNames,
  read: string,
): Promise<void> {
  const last = await readHolding<{ number: string | null }>(client, forgotten, 'max(number) as number')
  if (BigInt(last?.number ?? 0) <= BigInt(read)) return
  throw new RingbackError(
    'forgotten-since',
    'Somebody was forgotten since the list was read: nothing was written.',
  )
}
