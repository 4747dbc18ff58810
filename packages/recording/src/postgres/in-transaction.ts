import type { Pool, PoolClient } from 'pg'

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

/** The SQLSTATE of an error of the database; empty for other errors. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

async function tryOnce<Result>(pool: Pool, work: (client: PoolClient) => Promise<Result>): Promise<Result> {
  const client = await pool.connect()
  let failure: Error | undefined
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error))
    await client.query('rollback').then(
      () => (failure = undefined),
      () => undefined,
    )
    throw error
  } finally {
    // A connection that could not even roll back is not used again.
    client.release(failure)
  }
}
