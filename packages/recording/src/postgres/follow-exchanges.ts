import { setTimeout as wait } from 'node:timers/promises'
import type { Exchange } from '../exchange.ts'
import { exchangeOf } from './read-calls.ts'
import { tablesIn, type PostgresSchema } from './schema.ts'

/** How a database is followed. */
export interface FollowPostgresOptions {
  readonly signal: AbortSignal
  /** Ids of exchanges that are known already. */
  readonly known?: Iterable<string>
  /** Is called once whatever is recorded from then on is told. */
  readonly onReady?: () => void
  /** Milliseconds between two questions. Default 1000. */
  readonly everyMs?: number
}

/** An exchange is new when it began at most so long before the following did. */
const longestExchangeMs = 60_000
/** What comes later than so long after it began, from a recorder that was cut off, is not told. */
const latestMs = 10 * 60_000

/**
 * The exchanges that are recorded from now on, by whomever, as they get there: those that are found together in the order in which they
 * began. Ends when the signal aborts.
 */
export async function* followPostgres(
  where: PostgresSchema,
  { signal, known = [], onReady, everyMs = 1000 }: FollowPostgresOptions,
): AsyncGenerator<Exchange, void, undefined> {
  const { exchanges } = tablesIn(where.schema)
  const { pool } = where
  const begun = Date.now()
  const earliest = begun - longestExchangeMs
  const told = new Set(known)
  let isFirst = true
  let recent: ReadonlySet<string> = new Set()
  while (!signal.aborted) {
    const since = new Date(Math.max(earliest, Date.now() - latestMs)).toISOString()
    const { rows } = await pool.query<{ id: string; started_at: Date }>(
      `select id, started_at from ${exchanges} where started_at >= $1::timestamptz order by started_at, id`,
      [since],
    )
    if (isFirst) onReady?.()
    // What began before and was there at the first look is not new.
    const fresh = rows
      .filter(
        ({ id, started_at: at }) => !(recent.has(id) || told.has(id) || (isFirst && at.getTime() < begun)),
      )
      .map(({ id }) => id)
    if (fresh.length > 0) {
      const found = await pool.query<{ exchange: string }>(
        `select exchange from ${exchanges} where id = any($1) and started_at >= $2::timestamptz order by started_at, id`,
        [fresh, since],
      )
      yield* found.rows.map(exchangeOf)
    }
    isFirst = false
    recent = new Set(rows.map(({ id }) => id))
    await wait(everyMs, undefined, { signal }).catch(() => undefined)
  }
}
