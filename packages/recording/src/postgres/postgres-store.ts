import type { Pool, PoolClient } from 'pg'
import { parseExchange } from '../parse-recording.ts'
import type { Exchange } from '../exchange.ts'
import type { Recording } from '../recording.ts'
import type { RecordingStore } from '../recording-store.ts'
import { dayOf, recordingsOf } from '../recordings-of.ts'

/** How `openPostgresStore` opens a table. */
export interface PostgresStoreOptions {
  /** Given by the program and closed by it. */
  readonly pool: Pool
  /** Default `ringback_exchanges`; made when it is missing. */
  readonly table?: string
}

/**
 * Recordings in a PostgreSQL table, one row an exchange, for teams that record in more than one place. Several
 * recorders may share a table. What an `append` acknowledged is committed, so there is never anything to recover.
 */
// oxlint-disable-next-line max-lines-per-function -- a factory: the functions inside share one pool of connections
export async function openPostgresStore(options: PostgresStoreOptions): Promise<RecordingStore> {
  const { pool, table = 'ringback_exchanges' } = options
  if (!/^[a-z_][a-z0-9_]{0,40}$/.test(table)) {
    throw new Error(
      `"${table}" is not a valid table name for recordings: use lower-case letters, digits and underscores.`,
    )
  }
  let isOpen = true
  await inTransaction(async (client) => {
    await client.query(`
      create table if not exists ${table} (
        id text primary key,
        call text not null,
        legs text[] not null,
        started_at text not null,
        exchange text not null
      );
      create index if not exists ${table}_call on ${table} (call);
      create index if not exists ${table}_legs on ${table} using gin (legs);
    `)
  })

  return {
    async append(exchange) {
      assertOpen()
      await inTransaction(async (client) => keep(client, [exchange]))
    },
    async *list() {
      const calls = await pool.query<{ call: string }>(
        `select call from ${table} group by call order by min(started_at) desc, call desc`,
      )
      for (const { call } of calls.rows) {
        const { rows } = await pool.query<{ exchange: string }>(
          `select exchange from ${table} where call = $1`,
          [call],
        )
        yield* recordingsOf(rows.map(exchangeOf))
      }
    },
    async read(callSid) {
      const { rows } = await pool.query<{ exchange: string }>(
        `select exchange from ${table} where call in (select call from ${table} where legs @> array[$1])`,
        [callSid],
      )
      return recordingsOf(rows.map(exchangeOf)).find(({ legs }) =>
        legs.some((leg) => leg.callSid === callSid),
      )
    },
    async write(recording) {
      assertOpen()
      await inTransaction(async (client) => {
        await client.query(`delete from ${table} where legs && $1 or id = any($2)`, [
          keysOf(recording),
          recording.exchanges.map(({ id }) => id),
        ])
        await keep(client, recording.exchanges)
      })
    },
    damage: () => [],
    async close() {
      isOpen = false
    },
  }

  function assertOpen(): void {
    if (!isOpen) throw new Error('The store is closed: nothing was written.')
  }

  /** One call after the other: two legs that arrive at once must not become two calls. */
  async function inTransaction(work: (client: PoolClient) => Promise<void>): Promise<void> {
    const client = await pool.connect()
    try {
      await client.query('begin')
      await client.query('select pg_advisory_xact_lock(hashtext($1))', [table])
      await work(client)
      await client.query('commit')
    } catch (error) {
      await client.query('rollback').catch(() => undefined)
      throw error
    } finally {
      client.release()
    }
  }

  async function keep(client: PoolClient, exchanges: readonly Exchange[]): Promise<void> {
    for (const incoming of recordingsOf(exchanges)) {
      const { rows } = await client.query<{ exchange: string }>(
        `select exchange from ${table} where call in (select call from ${table} where legs && $1)`,
        [keysOf(incoming)],
      )
      const known = rows.map(exchangeOf)
      const knownIds = new Set(known.map(({ id }) => id))
      for (const recording of recordingsOf([...known, ...incoming.exchanges])) {
        const legs = keysOf(recording)
        await client.query(`update ${table} set call = $1, legs = $2 where id = any($3)`, [
          legs[0],
          legs,
          recording.exchanges.map(({ id }) => id),
        ])
        for (const exchange of recording.exchanges) {
          if (knownIds.has(exchange.id)) continue
          await client.query(
            `insert into ${table} (id, call, legs, started_at, exchange) values ($1, $2, $3, $4, $5) on conflict do nothing`,
            [exchange.id, legs[0], legs, exchange.startedAt, JSON.stringify(exchange)],
          )
        }
      }
    }
  }
}

/** What a recording is found by: its legs, the call first, or the days of exchanges without a call. */
function keysOf({ callSid, legs, exchanges }: Recording): string[] {
  if (callSid !== null) return [...new Set([callSid, ...legs.map((leg) => leg.callSid)])]
  return [...new Set(exchanges.map((exchange) => `no call on ${dayOf(exchange)}`))]
}

// JSON as text: `jsonb` would refuse a NUL in a body and forget the order of what it holds.
function exchangeOf({ exchange }: { readonly exchange: string }): Exchange {
  return parseExchange(JSON.parse(exchange))
}
