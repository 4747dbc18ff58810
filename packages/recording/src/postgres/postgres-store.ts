import type { Pool, PoolClient } from 'pg'
import type { Exchange } from '../exchange.ts'
import type { Recording } from '../recording.ts'
import type { RecordingStore } from '../recording-store.ts'
import { createGroupCommit } from './group-commit.ts'
import { inTransaction } from './in-transaction.ts'
import { hasLinks, joinCalls, keepExchanges } from './keep-exchanges.ts'
import { legOf } from './leg-rows.ts'
import { assertMigrated } from './migration/migrate.ts'
import { createPartitions, type Partitions } from './partitions.ts'
import { recordingsIn } from './read-calls.ts'
import { assertDated, isAboutData } from './refusal.ts'
import { assertForgottenRead } from './removal/forgotten.ts'
import { countAgain } from './removal/count-again.ts'
import { tablesIn, type PostgresSchema, type TableNames } from './schema.ts'

/** So many calls are listed with one question. */
const callsAtOnce = 100

/** For whoever records what was taken some time ago. */
export interface PostgresStoreOptions {
  /**
   * The number of the last entry that was read of the list of who was forgotten: `append` rejects with `forgotten-since` when there is a
   * later one. Default: nobody is taken care of.
   */
  readonly forgottenRead?: (() => string) | undefined
}

/**
 * Recordings in PostgreSQL, for teams that record in more than one place: any number of programs may write to it and read it at
 * once. What `append` acknowledged is committed, so there is never anything to recover; exchanges that are appended at once are
 * committed together.
 * @throws {RingbackError} `store-not-migrated` when the tables are not those that this version needs (`migratePostgres`).
 */
export async function openPostgresStore(
  where: PostgresSchema,
  { forgottenRead }: PostgresStoreOptions = {},
): Promise<RecordingStore> {
  const names = tablesIn(where.schema)
  await assertMigrated(where)
  const { pool } = where
  const partitions = createPartitions(pool, names.exchanges)
  const commits = createGroupCommit<Exchange>(
    async (exchanges) => keep({ pool, names, partitions, forgottenRead }, exchanges),
    isAboutData,
  )
  let isOpen = true

  function assertOpen(): void {
    if (!isOpen) throw new Error('The store is closed: nothing was written.')
  }

  return {
    async append(exchange) {
      assertOpen()
      assertDated(exchange)
      await commits.add(exchange)
    },
    list: () => listCalls(pool, names),
    async read(callSid) {
      const { rows } = await pool.query<{ call: string }>(`select call from ${names.legs} where sid = $1`, [
        callSid,
      ])
      const found = await recordingsIn(
        pool,
        names,
        rows.map(({ call }) => call),
      )
      return found.find(({ legs }) => legs.some((leg) => leg.callSid === callSid))
    },
    async replace(exchanges) {
      assertOpen()
      await commits.settled()
      await inTransaction(pool, async (client) => replaceExchanges(client, names, exchanges))
    },
    async write(recording) {
      assertOpen()
      await commits.settled()
      const times = recording.exchanges.map(({ startedAt }) => startedAt)
      await partitions.write(times, async () =>
        inTransaction(pool, async (client) => replace(client, names, recording)),
      )
      await inTransaction(pool, async (client) => joinCalls(client, names, recording.exchanges))
    },
    damage: () => [],
    async close() {
      isOpen = false
      await commits.settled()
    },
  }
}

interface KeepingStore extends PostgresStoreOptions {
  readonly pool: Pool
  readonly names: TableNames
  readonly partitions: Partitions
}

async function keep(
  { pool, names, partitions, forgottenRead }: KeepingStore,
  exchanges: readonly Exchange[],
): Promise<void> {
  const times = exchanges.map(({ startedAt }) => startedAt)
  await partitions.write(times, async () =>
    inTransaction(pool, async (client) => {
      if (forgottenRead !== undefined) await assertForgottenRead(client, names, forgottenRead())
      await keepExchanges(client, names, exchanges)
    }),
  )
  // Also of those that were there: whoever kept them may have ended before it came to this.
  if (hasLinks(exchanges)) await inTransaction(pool, async (client) => joinCalls(client, names, exchanges))
}

/** Newest first. A call that begins while the list is read may be missing in it. */
async function* listCalls(pool: Pool, names: TableNames): AsyncGenerator<Recording> {
  const { legs } = names
  let before: readonly [at: string, sid: string] = ['infinity', '']
  for (;;) {
    // A call is listed where its earliest leg stands.
    const { rows } = await pool.query<{ at: string; sid: string; call: string }>(
      `select started_at::text as at, sid, call from ${legs} leg
       where (started_at, sid) < ($1::timestamptz, $2) and not exists (
         select from ${legs} earlier where earlier.call = leg.call
           and (earlier.started_at, earlier.sid) < (leg.started_at, leg.sid))
       order by started_at desc, sid desc limit $3`,
      [...before, callsAtOnce],
    )
    const last = rows.at(-1)
    if (last === undefined) return
    before = [last.at, last.sid]
    const recordings = await recordingsIn(
      pool,
      names,
      rows.map(({ call }) => call),
    )
    yield* recordings.reverse()
  }
}

/** Puts a recording in the place of what is kept of its call, and of the exchanges with its ids elsewhere. */
async function replace(client: PoolClient, names: TableNames, { legs, exchanges }: Recording): Promise<void> {
  const sids = [...new Set([...legs.map(({ callSid }) => callSid), ...exchanges.map(legOf)])]
  const { rows: removed } = await client.query<{ leg: string }>(
    `delete from ${names.exchanges} where id = any($1) or leg in (
       select sid from ${names.legs} where call in (select call from ${names.legs} where sid = any($2)))
     returning leg`,
    [exchanges.map(({ id }) => id), sids],
  )
  await countAgain(client, names, [...new Set([...removed.map(({ leg }) => leg), ...sids])])
  await keepExchanges(client, names, exchanges)
}

/** Puts exchanges in the place of those with their ids. */
async function replaceExchanges(
  client: PoolClient,
  names: TableNames,
  exchanges: readonly Exchange[],
): Promise<void> {
  const { rows } = await client.query<{ leg: string }>(
    `update ${names.exchanges} kept set exchange = given.exchange
     from unnest($1::text[], $2::text[], $3::text[]) as given (id, leg, exchange)
     where kept.id = given.id and kept.leg = given.leg
       and kept.started_at between $4::timestamptz and $5::timestamptz returning kept.leg`,
    [
      exchanges.map(({ id }) => id),
      exchanges.map(legOf),
      exchanges.map((exchange) => JSON.stringify(exchange)),
      ...timesOf(exchanges),
    ],
  )
  await countAgain(client, names, [...new Set(rows.map(({ leg }) => leg))].sort())
}

/** The first and the last time at which some exchanges started. */
function timesOf(exchanges: readonly Exchange[]): readonly [first: string, last: string] {
  const times = exchanges.map(({ startedAt }) => startedAt).sort()
  return [times[0] ?? 'infinity', times.at(-1) ?? '-infinity']
}
