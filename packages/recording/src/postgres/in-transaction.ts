import type { Pool, PoolClient, QueryResult, QueryResultRow } from 'pg'
import { connectionOf } from './connection-of.ts'

/** Two transactions that waited for each other: one of them was ended, and is tried again. */
const deadlock = '40P01'
const mostTries = 5

/** Does work in a transaction; takes all of it back when it fails. The work may be done more than once. */
export async function inTransaction<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await tryOnce(pool, work)
    } catch (error) {
      if (tries === mostTries || codeOf(error) !== deadlock) throw error
    }
  }
}

/**
 * Reads a row of a table whose writers take the table's lock `exclusive`, in the transaction of a client: until it ends, nobody writes to
 * the table. Whoever only reads, such as a backup, holds nobody up and is not held up.
 */
export async function readHolding<Row extends QueryResultRow>(
  client: Pick<PoolClient, 'query'>,
  table: string,
  columns: string,
): Promise<Row | undefined> {
  // Two statements in one go have two results, which the types of pg do not know.
  const results = (await client.query(
    `lock table ${table} in row share mode; select ${columns} from ${table}`,
  )) as unknown as readonly QueryResult<Row>[]
  return results[1]?.rows[0]
}

/** The SQLSTATE of an error of the database; empty for other errors. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

async function tryOnce<Result>(pool: Pool, work: (client: PoolClient) => Promise<Result>): Promise<Result> {
  const client = await connectionOf(pool)
  let failure: Error | undefined
  try {
    await client.query(beginning(pool))
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error))
    // Where the database did not say what went wrong, it is not asked anything more.
    if (isOfDatabase(error)) {
      await client.query('rollback').then(
        () => (failure = undefined),
        () => undefined,
      )
    }
    throw error
  } finally {
    // A connection that could not even roll back is not used again.
    client.release(failure)
  }
}

/**
 * Begins a transaction. What a client does not wait for (`query_timeout` of its pool), the server does not go on with either, and a
 * machine that is gone in the middle of it holds nobody up for longer.
 */
function beginning({ options: { query_timeout: limit } }: Pool): string {
  return limit === undefined
    ? 'begin'
    : `begin; set local statement_timeout = ${Math.ceil(limit)}; set local idle_in_transaction_session_timeout = ${Math.ceil(limit)}`
}

/** An answer of the database; other errors are those of the connection and of waiting for it. */
function isOfDatabase(error: unknown): boolean {
  return error instanceof Error && 'severity' in error
}
